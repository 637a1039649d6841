package settings

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
)

// none is the kind of no error.
const none = domain.Kind(-1)

// checkKind reports whether err is of a kind, or nil for none.
func checkKind(t *testing.T, err error, want domain.Kind) {
	t.Helper()
	if want == none {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if got := domain.KindOf(err); err == nil || got != want {
		t.Errorf("error is %v, want one of kind %q", err, want)
	}
}

func TestDefaults(t *testing.T) {
	want := Settings{FaceRecognition: FaceRecognition{Enabled: true, Similarity: face.NormalSimilarity, Mode: Software}}
	if got := Defaults(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	checkKind(t, Defaults().FaceRecognition.Validate(), none)
	checkKind(t, Defaults().RemoteControl.Validate(), none)
	checkKind(t, Defaults().MasterCode.Validate(), none)
}

func TestFaceRecognition(t *testing.T) {
	tests := []struct {
		name       string
		similarity face.Similarity
		mode       Mode
		want       domain.Kind
	}{
		{"low similarity is accepted", "low", "software", none},
		{"normal similarity is accepted", "normal", "software", none},
		{"high similarity is accepted", "high", "software", none},
		{"no similarity is refused", "", "software", domain.KindWrongSimilarity},
		{"a similarity that does not exist is refused", "highest", "software", domain.KindWrongSimilarity},
		{"a similarity in the wrong case is refused", "Low", "software", domain.KindWrongSimilarity},
		{"no mode is refused", "low", "", domain.KindWrongMode},
		{"a mode that needs an infrared camera is refused", "low", "3D", domain.KindWrongMode},
		{"a mode of panels with two models is refused", "low", "antispoofing", domain.KindWrongMode},
		{"a mode in the wrong case is refused", "low", "Software", domain.KindWrongMode},
		{"of two faults the similarity is named", "highest", "3D", domain.KindWrongSimilarity},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkKind(t, FaceRecognition{Similarity: tt.similarity, Mode: tt.mode}.Validate(), tt.want)
			checkKind(t, FaceRecognition{Enabled: true, Autostart: true, Similarity: tt.similarity, Mode: tt.mode}.Validate(), tt.want)
		})
	}
}

func TestEveryModeCanBeSet(t *testing.T) {
	if got, want := len(Modes()), 1; got != want {
		t.Errorf("%d modes, want %d", got, want)
	}
	for _, mode := range Modes() {
		checkKind(t, FaceRecognition{Similarity: face.LowSimilarity, Mode: mode}.Validate(), none)
	}
}

// What a client sends goes into the log with the error, so that it must not be
// as long as a request may be.
func TestARefusalIsShortWhateverWasSent(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	for name, err := range map[string]error{
		"similarity":  FaceRecognition{Similarity: face.Similarity(long), Mode: Software}.Validate(),
		"mode":        FaceRecognition{Similarity: face.LowSimilarity, Mode: Mode(long)}.Validate(),
		"address":     RemoteControl{CustomAddress: long}.Validate(),
		"master code": MasterCode{Number: long}.Validate(),
	} {
		if err == nil || len(err.Error()) > 200 {
			t.Errorf("a long %s: the error is %v", name, err)
		}
	}
}

func TestRemoteControl(t *testing.T) {
	tests := []struct {
		name    string
		address string
		want    domain.Kind
	}{
		{"no address is accepted", "", none},
		{"a URL is accepted", "https://access.example.org/ask", none},
		{"an address without a scheme is accepted", "access.example.org/ask", none},
		{"an address exactly as long as the limit is accepted", strings.Repeat("a", MaxAddress), none},
		{"an address one character longer is refused", strings.Repeat("a", MaxAddress+1), domain.KindInvalid},
		{"characters count, not bytes: just enough", strings.Repeat("Ж", MaxAddress), none},
		{"characters count, not bytes: one too many", strings.Repeat("Ж", MaxAddress+1), domain.KindInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkKind(t, RemoteControl{CustomAddress: tt.address}.Validate(), tt.want)
			checkKind(t, RemoteControl{Enabled: true, CustomServer: true, CustomAddress: tt.address}.Validate(), tt.want)
		})
	}
}

func TestMasterCode(t *testing.T) {
	const longest = 32 // digits
	tests := []struct {
		name     string
		number   string
		enabled  domain.Kind
		disabled domain.Kind
	}{
		{"no code can only be disabled", "", domain.KindInvalid, none},
		{"one digit is a code", "0", none, none},
		{"leading zeros are part of a code", "0007", none, none},
		{"32 digits are a code", strings.Repeat("9", longest), none, none},
		{"33 digits are none", strings.Repeat("9", longest+1), domain.KindInvalid, domain.KindInvalid},
		{"a letter is none", "12a4", domain.KindInvalid, domain.KindInvalid},
		{"a space is none", "12 34", domain.KindInvalid, domain.KindInvalid},
		{"digits beyond ASCII are none", "١٢٣٤", domain.KindInvalid, domain.KindInvalid},
		{"a line break at the end is none", "1234\n", domain.KindInvalid, domain.KindInvalid},
		{"a code on the second line is none", "x\n1234", domain.KindInvalid, domain.KindInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkKind(t, MasterCode{Enabled: true, Number: tt.number}.Validate(), tt.enabled)
			checkKind(t, MasterCode{Number: tt.number}.Validate(), tt.disabled)
		})
	}
}

func TestARefusedMasterCodeIsNotInTheError(t *testing.T) {
	err := MasterCode{Enabled: true, Number: "0451x"}.Validate()
	if err == nil || strings.Contains(err.Error(), "0451") {
		t.Errorf("error is %v", err)
	}
}

func TestTheMasterCodeOpens(t *testing.T) {
	tests := []struct {
		name   string
		code   MasterCode
		number string
		want   bool
	}{
		{"that very code opens", MasterCode{true, "0451"}, "0451", true},
		{"another code does not", MasterCode{true, "0451"}, "0452", false},
		{"a code without its zero does not", MasterCode{true, "0451"}, "451", false},
		{"the beginning of the code does not", MasterCode{true, "0451"}, "04", false},
		{"no code does not", MasterCode{true, "0451"}, "", false},
		{"a disabled code does not", MasterCode{false, "0451"}, "0451", false},
		{"where there is none, no code does not", MasterCode{}, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.code.Opens(tt.number), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}
