package main

import (
	"context"
	"fmt"

	"github.com/vestibule-id/vestibule/internal/licences"
)

type licencesCommand struct{}

func (licencesCommand) run(_ context.Context, std streams) error {
	_, err := fmt.Fprint(std.out, licences.Notices())
	return err
}
