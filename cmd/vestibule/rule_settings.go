package main

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/vestibule-id/vestibule/domain/rules"
)

// ruleGroup heads the flags of the rules in the help.
var ruleGroup = kong.Group{
	Key:   "rules",
	Title: "Photo rules, on top of the profile",
	Description: `SETTING is "off", "refuse LIMIT", "warn LIMIT" (warn only), "refuse LIMIT warn LIMIT", or "refuse" or "warn" for the
profile's limits. A LIMIT is a number, or a range FROM..TO where a rule has two sides; 15 stands for -15..15.
Behind each rule: the unit of its measure and the setting in profile "panel".`,
}

// ruleFlags returns a structure with a flag for each photo rule. It is built
// from the table of rules, so that a new rule has its flag by itself.
func ruleFlags() kong.Plugins {
	var fields []reflect.StructField
	for _, r := range rules.All() {
		name := "rule-" + strings.ReplaceAll(r.Code, "_", "-")
		fields = append(fields, reflect.StructField{
			Name: "Rule_" + r.Code,
			Type: reflect.TypeFor[*string](), // nil: nothing is said
			Tag:  reflect.StructTag(fmt.Sprintf(`name:%q help:%q placeholder:"SETTING"`, name, ruleHelp(r))),
		})
	}
	return kong.Plugins{reflect.New(reflect.StructOf(fields)).Interface()}
}

func ruleHelp(r *rules.Rule) string {
	unit := r.Unit
	if unit == "" {
		unit = "ratio"
	}
	return unit + ": " + strconv.Quote(r.FormatSetting(r.Panel)) + "."
}

// profile returns the profile that was chosen, with what the flags of the rules
// change. The error names every setting that makes no sense.
func (p photoSettings) profile() (rules.Profile, error) {
	profile, found := rules.ProfileByName(p.Profile)
	if !found {
		return profile, fmt.Errorf("there is no profile %q", p.Profile)
	}
	flags := reflect.ValueOf(p.Rules[0]).Elem() // as ruleFlags made them
	var faults []error
	for i, r := range rules.All() {
		text := flags.Field(i).Interface().(*string)
		if text == nil {
			continue
		}
		s, err := r.ParseSetting(*text, profile.Setting(r.Code))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		profile = profile.With(r.Code, s)
	}
	return profile, errors.Join(faults...)
}
