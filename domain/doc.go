// Package domain holds what all of Vestibule's rules share: the one error
// type, its kinds, and the reason a photo was refused for.
//
// The nouns live beside it, one package each. How a face is enrolled: photo
// (what an uploaded JPEG says about itself), face (what a detector found), rules
// (what a portrait must satisfy), texts (that in words) and enrolment. What opens
// a door, and when: identifier, apartment, schedule (time profiles) and access.
// What is around it: account (who may change any of that), linking (how another
// system keeps it the same), listing (how lists are asked for), event (what the
// log tells), audit (what is kept of that for good) and settings. They import each other and this package, the standard
// library, and nothing else; nothing here knows of HTTP, SQL or C. Time and
// randomness are parameters.
package domain
