package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/rules"
)

func TestEachCommandThatJudgesPhotosHasAFlagForEachRule(t *testing.T) {
	for _, command := range []string{"serve", "check", "enroll", "audit"} {
		help := strings.Join(strings.Fields(runHere(t, command, "--help").out), " ")
		for _, r := range rules.All() {
			dashed := strings.ReplaceAll(r.Code, "_", "-")
			for _, part := range []string{
				" --rule-" + dashed + "=SETTING ",
				r.Unit + `: "` + r.FormatSetting(r.Panel) + `" ($VESTIBULE_RULE_` + strings.ToUpper(r.Code) + ")",
			} {
				if !strings.Contains(help, part) {
					t.Errorf("the help for %s lacks %q", command, part)
				}
			}
		}
	}
}

// judged parses a command line and returns the profile that photos are held
// against.
func judged(t *testing.T, args ...string) rules.Profile {
	t.Helper()
	config, err := configured(parseServe(t, append([]string{"serve"}, args...)).photoSettings)
	if err != nil {
		t.Fatal(err)
	}
	return config.Profile
}

func wantSetting(t *testing.T, p rules.Profile, code, want string) {
	t.Helper()
	r, ok := rules.ByCode(code)
	if !ok {
		t.Fatalf("there is no rule %s", code)
	}
	if got := r.FormatSetting(p.Setting(code)); got != want {
		t.Errorf("%s is %q, want %q", code, got, want)
	}
}

func TestTheSettingOfEachRuleComesFromFlagVariableAndFileInThatOrder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vestibule.toml")
	write(t, file, []byte("rule-face-width = \"refuse 91\"\nrule-roll = \"refuse 31\"\nrule-noise = \"warn 3\"\n"))
	t.Setenv("VESTIBULE_RULE_FACE_WIDTH", "refuse 92")
	t.Setenv("VESTIBULE_RULE_ROLL", "refuse 32")
	p := judged(t, "--config", file, "--rule-face-width", "refuse 93 warn 120")
	wantSetting(t, p, "face_width", "refuse 93 warn 120")
	wantSetting(t, p, "roll", "refuse 32")
	wantSetting(t, p, "noise", "warn 3")
	r, _ := rules.ByCode("sharpness")
	wantSetting(t, p, "sharpness", r.FormatSetting(r.Panel))
}

func TestRulesAreSetOnTopOfTheProfileThatIsChosen(t *testing.T) {
	width, _ := rules.ByCode("face_width")
	limit := strings.TrimPrefix(width.FormatSetting(width.Strict), "refuse ")
	strict := judged(t, "--profile=strict", "--rule-face-width=warn", "--rule-roll=off")
	if strict.Name() != rules.StrictName {
		t.Errorf("profile %s, want strict", strict.Name())
	}
	wantSetting(t, strict, "face_width", "warn "+limit)
	wantSetting(t, strict, "roll", "off")

	unchecked := judged(t, "--profile=off", "--rule-sharpness=refuse 0.3")
	wantSetting(t, unchecked, "sharpness", "refuse 0.3")
	wantSetting(t, unchecked, "roll", "off")

	wantSetting(t, judged(t, "--rule-roll=refuse 20"), "roll", "refuse 20")
}

func TestAllFaultsOfTheConfigurationAreToldTogether(t *testing.T) {
	photo := filepath.Join(t.TempDir(), "photo.jpg")
	file := filepath.Join(t.TempDir(), "vestibule.toml")
	write(t, file, []byte("rule-noise = 100\n"))
	t.Setenv("VESTIBULE_RULE_ROLL", "refuse twenty")
	got := runHere(t, "check", "--config", file, "--rule-face-width=", "--rule-faces=off", "--profile=off", "--rule-yaw=refuse", "--workers=-1", photo)
	if got.code != exitUsage || got.out != "" {
		t.Errorf("%+v", got)
	}
	for _, fault := range []string{
		`rule noise: "100" is none of off, warn and refuse`, // from the file
		`rule roll: "twenty" is not a number`,               // from a variable
		"rule face_width: nothing is said",                  // from a flag
		"rule faces: it can only refuse",                    // of the profile as a whole
		"rule yaw: it has no limit",
		"-1 workers", // of the configuration
	} {
		if !strings.Contains(got.err, fault) {
			t.Errorf("%q is not told in %s", fault, got.err)
		}
	}
}

func TestProfileAndLanguageMustExist(t *testing.T) {
	for _, flag := range []string{"--profile=passport", "--locale=de"} {
		if got := runHere(t, "check", flag, "/nowhere.jpg"); got.code != exitUsage || !strings.Contains(got.err, strings.Split(flag, "=")[0]) {
			t.Errorf("%s: %+v", flag, got)
		}
	}
}

func TestALandmarksFileIsTakenFromTheCurrentDirectory(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for given, want := range map[string]string{"": "", "none": "none", "/a/b.dat": "/a/b.dat", "b.dat": filepath.Join(dir, "b.dat")} {
		config, err := configured(modelSettings{Landmarks: given})
		if err != nil || config.Landmarks != want {
			t.Errorf("%q is %q, %v, want %q", given, config.Landmarks, err, want)
		}
	}
}
