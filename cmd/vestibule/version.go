package main

import (
	"context"
	"fmt"
	"runtime"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/dlib"
)

type versionCommand struct{}

func (versionCommand) run(_ context.Context, std streams) error {
	_, err := fmt.Fprintf(std.out, "vestibule %s (%s, %s)\n", vestibule.Version(), runtime.Version(), dlib.Libraries())
	return err
}
