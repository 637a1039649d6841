package dlib

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sys/cpu"
)

// CheckProcessor returns an error that says what is missing if the C++ in this
// program was compiled for another processor than this one. Without it, the
// first call into dlib would end the program with an illegal instruction.
func CheckProcessor() error {
	return lacking(instructionSets(), processorHas)
}

// lacking returns an error that names those of the instruction sets that a
// processor does not have.
func lacking(sets []string, has func(set string) bool) error {
	missing := slices.DeleteFunc(slices.Clone(sets), has)
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("%w: it lacks %s; \"make build\" makes a program for any processor since about 2009",
		errProcessor, strings.Join(missing, ", "))
}

var errProcessor = errors.New("this program was built for another processor than this one")

// processorHas reports whether this processor has an instruction set, by the
// name that detect.cc gives it.
func processorHas(set string) bool {
	return map[string]bool{
		"sse3":     cpu.X86.HasSSE3,
		"ssse3":    cpu.X86.HasSSSE3,
		"sse4.1":   cpu.X86.HasSSE41,
		"sse4.2":   cpu.X86.HasSSE42,
		"popcnt":   cpu.X86.HasPOPCNT,
		"avx":      cpu.X86.HasAVX,
		"avx2":     cpu.X86.HasAVX2,
		"fma":      cpu.X86.HasFMA,
		"bmi1":     cpu.X86.HasBMI1,
		"bmi2":     cpu.X86.HasBMI2,
		"avx512f":  cpu.X86.HasAVX512F,
		"avx512bw": cpu.X86.HasAVX512BW,
		"avx512cd": cpu.X86.HasAVX512CD,
		"avx512dq": cpu.X86.HasAVX512DQ,
		"avx512vl": cpu.X86.HasAVX512VL,
	}[set]
}
