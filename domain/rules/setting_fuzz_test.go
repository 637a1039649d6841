package rules

import "testing"

// A setting that a rule can have reads back as it was.
func FuzzParseSetting(f *testing.F) {
	for i := range All() {
		for _, text := range []string{
			"off", "refuse", "warn", "refuse 60", "refuse 60 warn 90", "warn 0.1..0.8", "refuse 0.1.. warn ..0.8", "refuse -5..7",
			"warn 1e400", "refuse NaN", "refuse .. warn 3", "off 3", "refuse 15 warn", "  warn\t1e-9 ", "refuse 0x1p-2", "refuse 1_0", "refuse ......", "",
		} {
			f.Add(uint8(i), text)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		r := All()[int(which)%len(All())]
		s, err := r.ParseSetting(text, r.Panel)
		if err != nil {
			if s != (Setting{}) {
				t.Errorf("%q: an error and %+v", text, s)
			}
			return
		}
		if s.Action == Off || r.validate(s) != nil {
			return
		}
		written := r.FormatSetting(s)
		if again, err := r.ParseSetting(written, r.Panel); err != nil || again != s {
			t.Errorf("%s: %q is %+v, written %q, then %+v, %v", r.Code, text, s, written, again, err)
		}
	})
}
