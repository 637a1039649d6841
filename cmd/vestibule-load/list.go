package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// parseList reads numbers with commas between them: "1,2,4". The error is that
// one is no number, or not more than 0.
func parseList[T int | float64](text string) ([]T, error) {
	var list []T
	for field := range strings.SplitSeq(text, ",") {
		var n T
		if err := json.Unmarshal([]byte(field), &n); err != nil || n <= 0 {
			return nil, fmt.Errorf("%q is no number above 0", field)
		}
		list = append(list, n)
	}
	return list, nil
}
