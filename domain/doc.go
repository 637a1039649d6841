// Package domain holds what all of Vestibule's rules share: the one error
// type, its kinds, and the reason a photo was refused for.
//
// The nouns live beside it, one package each: photo (what an uploaded JPEG
// says about itself), face (what a detector found), rules (what a portrait
// must satisfy), identifier (what opens a door, and how it gets its face) and
// account (who may change any of that). They import each other and this
// package, the standard library, and nothing else; nothing here knows of HTTP,
// SQL or C. Time and randomness are parameters.
package domain
