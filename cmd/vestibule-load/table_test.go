package main

import "testing"

func TestTable(t *testing.T) {
	three := table{header: []string{"clients", "99 %", "µs"}}
	three.add("1", "12.5", "-")
	three.add("64", "1234.5", "3")
	for _, tt := range []struct {
		name string
		t    table
		want string
	}{
		{"without rows is a header", table{header: []string{"n"}}, "| n |\n| -: |\n"},
		{"has columns as wide as their widest cell", three, "" +
			"| clients |   99 % | µs |\n" +
			"| ------: | -----: | -: |\n" +
			"|       1 |   12.5 |  - |\n" +
			"|      64 | 1234.5 |  3 |\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.t.String(); got != tt.want {
				t.Errorf("table is\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
