// Package brokenjpeg makes JPEGs that are broken, or that say of themselves
// what no camera would: some 40,000 files from a few whole ones, the same each
// time. They are what a server must answer without a fault of its own.
package brokenjpeg
