// Command vestibule-sbom completes a bill of materials. It reads what
// cyclonedx-gomod found in a program of Vestibule, from standard input, and
// writes it to standard output with what no Go tool sees: the C and JavaScript
// inside Go modules, dlib's templates, the shared libraries of Debian that the
// program loads on this machine, and everybody's licence.
//
//	cyclonedx-gomod bin -json -std PROGRAM | vestibule-sbom PROGRAM
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/vestibule-id/vestibule/internal/licences"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cyclonedx-gomod bin -json -std PROGRAM | vestibule-sbom PROGRAM")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "vestibule-sbom:", err)
		os.Exit(1)
	}
}

func run(program string, in io.Reader, out io.Writer) error {
	known, err := licences.Components()
	if err != nil {
		return err
	}
	bom, err := read(in)
	if err != nil {
		return err
	}
	found, err := inside()
	if err != nil {
		return err
	}
	debian, err := thisDebian()
	if err != nil {
		return err
	}
	templates, err := debian.component("libdlib-dev")
	if err != nil {
		return err
	}
	libraries, err := debian.loadedBy(program)
	if err != nil {
		return err
	}
	bom.add(append(append(found, templates), libraries...))
	if err := bom.license(known); err != nil {
		return err
	}
	return bom.write(out)
}
