package reportjson_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

func TestNew(t *testing.T) {
	header := photo.Header{Width: 640, Height: 480, Components: 3, Precision: 8, Scans: 1, Orientation: 6, Quality: 90}
	narrow := face.Face{Box: face.Box{X: -3, Y: 4, Width: 79, Height: 79}, Confidence: math.Inf(1)}
	five := face.Landmarks{{X: 1.04, Y: 2.05}, {X: -3.16}, {X: 40}, {Y: 1e3}, {X: 0.99, Y: 9.96}}
	marked := narrow
	marked.Landmarks = five
	measures := rules.Measures{
		{Code: "face_width", Value: 79, Limit: 80, Unit: "px", Verdict: rules.Refusal},
		{Code: "colour", Value: 0, Limit: 2, Unit: "levels", Verdict: rules.Warning},
	}
	const (
		file       = `"photo":{"format":"jpeg","width":480,"height":640,"orientation":6,"components":3,"progressive":false,"scans":1,"quality":90,"bytes":7}`
		unreadable = `"photo":{"format":"jpeg","width":0,"height":0,"orientation":1,"components":0,"progressive":false,"scans":0,"quality":0,"bytes":7}`
		box        = `"box":{"x":-3,"y":4,"width":79,"height":79},"confidence":null`
	)
	for _, c := range []struct {
		name   string
		report rules.Report
		want   string
	}{
		{
			"nothing is null but a face that is not there",
			rules.Report{Profile: "panel", Header: header},
			`{"acceptable":true,"profile":"panel",` + file + `,"face":null,"measures":[],"reasons":[]}`,
		},
		{
			"a face without landmarks has an empty list",
			rules.Report{Profile: "panel", Header: header, Face: &narrow},
			`{"acceptable":true,"profile":"panel",` + file + `,"face":{` + box + `,"landmarks":[]},"measures":[],"reasons":[]}`,
		},
		{
			"landmarks are rounded to tenths",
			rules.Report{Profile: "panel", Header: header, Face: &marked},
			`{"acceptable":true,"profile":"panel",` + file + `,"face":{` + box +
				`,"landmarks":[[1,2.1],[-3.2,0],[40,0],[0,1000],[1,10]]},"measures":[],"reasons":[]}`,
		},
		{
			"damage comes before what the rules say, and warnings last",
			rules.Report{Profile: "strict", Damage: []domain.Reason{{Code: "photo_cut_off"}}, Measures: measures},
			`{"acceptable":false,"profile":"strict",` + unreadable + `,"face":null,` +
				`"measures":[{"code":"face_width","value":79,"component":14,"unit":"px","limit":80,"verdict":"refuse"},` +
				`{"code":"colour","value":0,"component":0,"unit":"levels","limit":2,"verdict":"warn"}],` +
				`"reasons":[{"code":"photo_cut_off","message":"The file ends before the photo does.","unit":"",` +
				`"advice":"Send the whole photo once more.","verdict":"refuse"},` +
				`{"code":"face_too_small","rule":"face_width","message":"The face is too small: it is 79 px wide, at least 80 are needed.",` +
				`"measured":79,"limit":80,"unit":"px","advice":"Move closer: the face is 79 px wide, at least 80 are needed.","verdict":"refuse"},` +
				`{"code":"not_colour","rule":"colour","message":"The photo is nearly black and white: its colour saturation is 0, at least 2 is needed.",` +
				`"measured":0,"limit":2,"unit":"levels","advice":"Take a colour photo in ordinary light.","verdict":"warn"}]}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := json.Marshal(reportjson.New(c.report, 7, texts.English))
			if err != nil || string(got) != c.want {
				t.Errorf("got  %s, %v\nwant %s", got, err, c.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[reportjson.Number]string{
		0: "0", 1.5: "1.5", -0.1: "-0.1", 1e21: "1e+21", math.MaxFloat64: "1.7976931348623157e+308",
		reportjson.Number(math.NaN()): "null", reportjson.Number(math.Inf(1)): "null", reportjson.Number(math.Inf(-1)): "null",
	} {
		if got, err := json.Marshal(n); err != nil || string(got) != want {
			t.Errorf("%v: %s, %v, want %s", float64(n), got, err, want)
		}
	}
}
