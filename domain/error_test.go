package domain_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// Kinds.

// The names appear in logs: a kind may be added at the end, none may be
// renamed or moved.
func TestKindsKeepTheirNamesAndOrder(t *testing.T) {
	want := []string{
		"internal", "unauthenticated", "forbidden", "bad login", "missing parameter", "invalid",
		"missing field", "wrong type", "conflict", "not found", "not temporary", "upload broken",
		"wrong format", "photo refused", "no face", "in progress", "busy", "wrong parameter",
		"invalid times", "no time profile", "no apartment", "other apartment", "nothing to detach",
		"link taken", "unlimited", "not a QR code", "master code", "wrong similarity", "wrong mode",
		"too many logins",
	}
	kinds := domain.Kinds()
	if got := len(kinds); got < len(want) {
		t.Fatalf("%d kinds are left of %d", got, len(want))
	}
	for i, name := range want {
		if got := kinds[i].String(); got != name {
			t.Errorf("kind %d is %q, want %q", i, got, name)
		}
	}
}

func TestEveryKindHasANameOfItsOwn(t *testing.T) {
	declared := declaredKinds(t)
	kinds := domain.Kinds()
	if got, want := len(kinds), len(declared); got != want {
		t.Errorf("Kinds returns %d kinds, error.go declares %d: %v", got, want, declared)
	}
	seen := map[string]domain.Kind{}
	for i, k := range kinds {
		if got, want := int(k), i; got != want {
			t.Errorf("Kinds()[%d] is kind %d", want, got)
		}
		name := k.String()
		if name == "" || strings.HasPrefix(name, "kind(") {
			t.Errorf("kind %d has no name", k)
		}
		if other, taken := seen[name]; taken {
			t.Errorf("kinds %d and %d are both called %q", other, k, name)
		}
		seen[name] = k
		if got := k.Error(); got != name {
			t.Errorf("Error of kind %d is %q, want its name %q", k, got, name)
		}
	}
}

// declaredKinds returns the names of the constants of type Kind in error.go:
// the compiler does not count them, and a kind without a name is easily
// forgotten.
func declaredKinds(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "error.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if strings.HasPrefix(name.Name, "Kind") {
					names = append(names, name.Name)
				}
			}
		}
	}
	if len(names) == 0 {
		t.Fatal("error.go declares no kind; was it moved?")
	}
	return names
}

func TestKindsThatDoNotExistStillFormat(t *testing.T) {
	tests := []struct {
		name string
		kind domain.Kind
		want string
	}{
		{"a kind below the first shows its number", -1, "kind(-1)"},
		{"the last kind has a name", domain.Kinds()[len(domain.Kinds())-1], "too many logins"},
		{"a kind past the last shows its number", domain.Kind(len(domain.Kinds())), fmt.Sprintf("kind(%d)", len(domain.Kinds()))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.kind.String(), tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestTheZeroKindIsInternal(t *testing.T) {
	var e domain.Error
	if got, want := e.Kind, domain.KindInternal; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Making errors.

func TestEKeepsKindMessageAndCause(t *testing.T) {
	path := &fs.PathError{Op: "open", Path: "faces.db", Err: fs.ErrPermission}
	inner := domain.E(domain.KindNotFound, "identifier %d", 7)

	tests := []struct {
		name    string
		err     error
		is      []error
		isNot   []error
		message string
	}{
		{
			"without a verb there is the kind alone",
			domain.E(domain.KindConflict, "taken"),
			[]error{domain.KindConflict},
			[]error{domain.KindInternal, domain.KindNotFound, io.EOF},
			"conflict: taken",
		},
		{
			"arguments are formatted",
			domain.E(domain.KindInvalid, "%d of %q", 3, "x"),
			[]error{domain.KindInvalid},
			[]error{domain.KindInternal},
			`invalid: 3 of "x"`,
		},
		{
			"%w keeps the cause and the kind",
			domain.E(domain.KindUploadBroken, "part %d: %w", 2, io.ErrUnexpectedEOF),
			[]error{domain.KindUploadBroken, io.ErrUnexpectedEOF},
			[]error{domain.KindInternal, io.EOF},
			"upload broken: part 2: unexpected EOF",
		},
		{
			"%w keeps the whole chain below the cause",
			domain.E(domain.KindInternal, "store: %w", path),
			[]error{domain.KindInternal, path, fs.ErrPermission},
			[]error{domain.KindNotFound},
			"internal: store: open faces.db: permission denied",
		},
		{
			"two %w keep both causes",
			domain.E(domain.KindInternal, "%w, then %w", io.EOF, fs.ErrClosed),
			[]error{domain.KindInternal, io.EOF, fs.ErrClosed},
			[]error{domain.KindNotFound, io.ErrUnexpectedEOF},
			"internal: EOF, then file already closed",
		},
		{
			"%v keeps the text and hides the cause",
			domain.E(domain.KindInternal, "store: %v", io.EOF),
			[]error{domain.KindInternal},
			[]error{io.EOF},
			"internal: store: EOF",
		},
		{
			"an error inside another keeps both kinds",
			domain.E(domain.KindNotTemporary, "enrol: %w", inner),
			[]error{domain.KindNotTemporary, domain.KindNotFound, inner},
			[]error{domain.KindInternal},
			"not temporary: enrol: not found: identifier 7",
		},
		{
			"a wrapped error keeps its kind",
			fmt.Errorf("app: %w", domain.E(domain.KindBusy, "queue is full")),
			[]error{domain.KindBusy},
			[]error{domain.KindInternal},
			"app: busy: queue is full",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, target := range tt.is {
				if !errors.Is(tt.err, target) {
					t.Errorf("errors.Is(%q, %q) is false", tt.err, target)
				}
			}
			for _, target := range tt.isNot {
				if errors.Is(tt.err, target) {
					t.Errorf("errors.Is(%q, %q) is true", tt.err, target)
				}
			}
			if got, want := tt.err.Error(), tt.message; got != want {
				t.Errorf("text is %q, want %q", got, want)
			}
		})
	}
}

func TestEveryKindIsItselfAndNoOther(t *testing.T) {
	for _, k := range domain.Kinds() {
		err := fmt.Errorf("wrapped: %w", domain.E(k, "it happened"))
		for _, other := range domain.Kinds() {
			if got, want := errors.Is(err, other), other == k; got != want {
				t.Errorf("errors.Is(%v error, %v) is %t, want %t", k, other, got, want)
			}
		}
	}
}

func TestErrorsAsReachesTheCause(t *testing.T) {
	cause := &fs.PathError{Op: "read", Path: "a.jpg", Err: io.EOF}
	err := fmt.Errorf("outer: %w", domain.E(domain.KindInternal, "photo: %w", cause))

	var e *domain.Error
	if !errors.As(err, &e) {
		t.Fatal("errors.As does not find the *Error")
	}
	if got, want := e.Kind, domain.KindInternal; got != want {
		t.Errorf("kind is %v, want %v", got, want)
	}
	if got, want := e.Err, error(cause); got != want {
		t.Errorf("Err is %v, want %v", got, want)
	}
	var p *fs.PathError
	if !errors.As(err, &p) {
		t.Fatal("errors.As does not find the cause")
	}
	if got, want := p, cause; got != want {
		t.Errorf("cause is %v, want %v", got, want)
	}
	var k domain.Kind
	if !errors.As(err, &k) {
		t.Fatal("errors.As does not find the kind")
	}
	if got, want := k, domain.KindInternal; got != want {
		t.Errorf("kind found by errors.As is %v, want %v", got, want)
	}
}

func TestTheConstructorsFillTheirFields(t *testing.T) {
	small := domain.Reason{Code: "face_too_small", Rule: "face_width", Measured: domain.Number(60), Limit: domain.Number(80), Unit: "px"}
	cut := domain.Reason{Code: "photo_cut_off"}

	tests := []struct {
		name    string
		err     *domain.Error
		kind    domain.Kind
		field   string
		reasons []domain.Reason
		text    string
	}{
		{
			"a missing field is named",
			domain.Missing("valid.time.is_permanent"),
			domain.KindMissingField, "valid.time.is_permanent", nil,
			"missing field: no value for valid.time.is_permanent",
		},
		{
			"a field of the wrong type is named",
			domain.WrongType("lock"),
			domain.KindWrongType, "lock", nil,
			"wrong type: lock is of the wrong type",
		},
		{
			"a refusal keeps its reasons in order and says them",
			domain.Refuse(domain.KindPhotoRefused, small, cut),
			domain.KindPhotoRefused, "", []domain.Reason{small, cut},
			"photo refused: face_too_small (face_width 60 px, limit 80): photo_cut_off",
		},
		{
			"a refusal without reasons says its kind",
			domain.Refuse(domain.KindNoFace),
			domain.KindNoFace, "", nil,
			"no face",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wrapped := fmt.Errorf("app: %w", tt.err)
			if got, want := domain.KindOf(wrapped), tt.kind; got != want {
				t.Errorf("kind is %v, want %v", got, want)
			}
			if got, want := domain.FieldOf(wrapped), tt.field; got != want {
				t.Errorf("field is %q, want %q", got, want)
			}
			if got, want := domain.ReasonsOf(wrapped), tt.reasons; !slices.Equal(got, want) {
				t.Errorf("reasons are %v, want %v", got, want)
			}
			if got, want := tt.err.Error(), tt.text; got != want {
				t.Errorf("text is %q, want %q", got, want)
			}
			if !errors.Is(wrapped, tt.kind) {
				t.Errorf("errors.Is does not find %v", tt.kind)
			}
		})
	}
}

// Reading errors.

func TestKindOf(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()

	tests := []struct {
		name string
		err  error
		want domain.Kind
	}{
		{"a plain error is internal", errors.New("disk full"), domain.KindInternal},
		{"a domain error has its kind", domain.E(domain.KindConflict, "x"), domain.KindConflict},
		{"a wrapped domain error has its kind", fmt.Errorf("a: %w", fmt.Errorf("b: %w", domain.Missing("name"))), domain.KindMissingField},
		{"a joined domain error has its kind", errors.Join(errors.New("x"), domain.E(domain.KindForbidden, "y")), domain.KindForbidden},
		{
			"of two domain errors the outer one counts",
			domain.E(domain.KindNotTemporary, "a: %w", domain.E(domain.KindNotFound, "b")),
			domain.KindNotTemporary,
		},
		{"a cancelled context is busy", context.Canceled, domain.KindBusy},
		{"an expired context is busy", context.DeadlineExceeded, domain.KindBusy},
		{"the error of a cancelled context is busy when wrapped", fmt.Errorf("detect: %w", cancelled.Err()), domain.KindBusy},
		{"a kind given to an ended context stays", domain.E(domain.KindUploadBroken, "read: %w", context.Canceled), domain.KindUploadBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := domain.KindOf(tt.err), tt.want; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestOtherErrorsHaveNoReasonsAndNoField(t *testing.T) {
	tests := []struct {
		name string
		err  error
	}{
		{"no error", nil},
		{"a plain error", errors.New("disk full")},
		{"an ended context", context.Canceled},
		{"a domain error of another kind", domain.E(domain.KindConflict, "taken")},
		{"a domain error around a refusal", domain.E(domain.KindInternal, "a: %w", domain.Refuse(domain.KindNoFace, domain.Reason{Code: "no_face"}))},
		{"a domain error around a missing field", domain.E(domain.KindInternal, "a: %w", domain.Missing("name"))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := domain.ReasonsOf(tt.err); got != nil {
				t.Errorf("reasons are %v, want none", got)
			}
			if got, want := domain.FieldOf(tt.err), ""; got != want {
				t.Errorf("field is %q, want none", got)
			}
		})
	}
}

func TestWaitOf(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want time.Duration
	}{
		{"no error tells none", nil, 0},
		{"another error tells none", io.EOF, 0},
		{"another kind tells none", domain.E(domain.KindBusy, ""), 0},
		{"too many logins tell", domain.TooManyLogins(90 * time.Second), 90 * time.Second},
		{"so they do when wrapped", fmt.Errorf("login: %w", domain.TooManyLogins(time.Nanosecond)), time.Nanosecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := domain.WaitOf(c.err); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	if got, want := domain.TooManyLogins(90*time.Second).Error(), "too many logins: another may be tried in 1m30s"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
