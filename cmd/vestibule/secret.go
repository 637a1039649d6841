package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// maxSecretBytes is more than any password; a name that is mistaken for that of
// a secret may be a large file's.
const maxSecretBytes = 64 << 10

// secret returns what the variable with that name holds, or the file that the
// variable NAME_FILE names, without one line end behind it. Whoever may look at
// a process sees its variables for as long as it runs, and not that file. It
// reports false if neither variable is set. The error is the user's.
func secret(name string) (value string, given bool, err error) {
	value, given = os.LookupEnv(name)
	file := os.Getenv(name + "_FILE")
	if file == "" {
		return value, given, nil
	}
	if given {
		return "", false, usage(fmt.Errorf("%s and %s_FILE are both set", name, name))
	}
	value, err = secretIn(file)
	if err != nil {
		return "", false, usage(fmt.Errorf("%s_FILE: %w", name, err))
	}
	return value, true, nil
}

func secretIn(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSecretBytes+1))
	if err != nil {
		return "", err
	}
	value := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	switch {
	case len(text) > maxSecretBytes:
		return "", fmt.Errorf("%s is larger than %d bytes", file, maxSecretBytes)
	case value == "":
		return "", errors.New(file + " is empty")
	}
	return value, nil
}
