package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// configPath finds the configuration file's name before kong parses anything,
// since kong wants the resolver first. The flag goes before the variable.
func configPath(args []string) string {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--config="); ok {
			return value
		}
		if arg == "--config" && i+1 < len(args) {
			return args[i+1]
		}
		if arg == "--" {
			break
		}
	}
	return os.Getenv("VESTIBULE_CONFIG")
}

// fileResolver gives kong the values of a configuration file.
type fileResolver struct {
	path   string
	values map[string]any
}

// readConfig reads a TOML file; without a path there are no values.
func readConfig(path string) (fileResolver, error) {
	r := fileResolver{path: path}
	if path == "" {
		return r, nil
	}
	if _, err := toml.DecodeFile(path, &r.values); err != nil {
		return r, fmt.Errorf("configuration file %s: %w", path, err)
	}
	return r, nil
}

// Validate implements kong.Resolver: every name in the file must be a flag's,
// of whichever command, and no table.
func (r fileResolver) Validate(app *kong.Application) error {
	known := flagNames(app.Node)
	for _, name := range slices.Sorted(maps.Keys(r.values)) {
		if !slices.Contains(known, name) {
			return fmt.Errorf("configuration file %s: there is no setting %q", r.path, name)
		}
		if _, table := r.values[name].(map[string]any); table {
			return fmt.Errorf("configuration file %s: %q must have one value", r.path, name)
		}
	}
	return nil
}

// flagNames lists the settings of a command and all below it.
func flagNames(n *kong.Node) []string {
	var names []string
	for _, flag := range n.Flags {
		if flag.Name != "help" && flag.Name != "config" {
			names = append(names, flag.Name)
		}
	}
	for _, child := range n.Children {
		names = append(names, flagNames(child)...)
	}
	return names
}

// Resolve implements kong.Resolver. Kong asks it after the flags and before the
// variables, so it keeps silent where a variable speaks.
func (r fileResolver) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, variable := range flag.Tag.Envs {
		if _, set := os.LookupEnv(variable); set {
			return nil, nil
		}
	}
	value, ok := r.values[flag.Name]
	if !ok {
		return nil, nil
	}
	return fmt.Sprint(value), nil
}
