package main

import (
	"maps"
	"testing"
)

func TestParseFigures(t *testing.T) {
	for _, tt := range []struct {
		name string
		page string
		want figures
	}{
		{"nothing has none", "", figures{}},
		{"a figure without labels", "go_goroutines 17\n", figures{"go_goroutines": 17}},
		{"a figure with labels has them in its name", "s_sum{stage=\"work\"} 0.25\n", figures{`s_sum{stage="work"}`: 0.25}},
		{"a label may have spaces", "c{text=\"a b\",code=\"5\"} 3\n", figures{`c{text="a b",code="5"}`: 3}},
		{"a label may have a bracket", "c{text=\"a} b\"} 3\n", figures{`c{text="a} b"}`: 3}},
		{"a figure may be large", "m 1.5e+08\n", figures{"m": 1.5e8}},
		{"a time may follow", "m 2 1790000000000\nn{a=\"b\"} 4 1790000000000\n", figures{"m": 2, `n{a="b"}`: 4}},
		{"comments are passed over", "# HELP m Some 1\n# TYPE m gauge\nm 2\n", figures{"m": 2}},
		{"lines may end as on Windows", "m 2\r\nn 3\r\n", figures{"m": 2, "n": 3}},
		{"the last line needs no end", "m 2", figures{"m": 2}},
		{"what is no figure is passed over", "<html> {} \n\nm x\nn\n", figures{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := parseFigures([]byte(tt.page)); !maps.Equal(got, tt.want) {
				t.Errorf("figures are %v, want %v", got, tt.want)
			}
		})
	}
}

func TestGoroutines(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    figures
		want string
	}{
		{"are told", figures{"go_goroutines": 17}, "17"},
		{"are not told", figures{"go_threads": 3}, "-"},
		{"nothing is told", nil, "-"},
	} {
		if got := tt.f.goroutines(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
