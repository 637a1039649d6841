package event

import "testing"

func TestMention(t *testing.T) {
	about := func(uid int64, name, kind string) Event {
		return Event{Key: IdentifierChanged, Subject: Subject{UID: uid, Name: name, Type: kind}}
	}
	jane := Mention{UIDs: []int64{3, 5}, Name: "Jane Roe"}
	tests := []struct {
		name  string
		m     Mention
		event Event
		want  bool
	}{
		{"by uid and name", jane, about(5, "Jane Roe", "card"), true},
		{"by uid, under a former name", jane, about(3, "Jane Doe", "card"), true},
		{"by name, of an identifier that is gone", jane, about(4, "Jane Roe", "face_id"), true},
		{"another one's", jane, about(4, "Jane Doe", "card"), false},
		{"a name in other letters", jane, about(4, "jane roe", "card"), false},
		{"the beginning of a name", jane, about(4, "Jane", "card"), false},
		{"an apartment of that uid", jane, about(3, "12A", ""), false},
		{"an apartment of that name", jane, about(9, "Jane Roe", ""), false},
		{"no name is nobody's", Mention{UIDs: []int64{3}}, about(4, "", "card"), false},
		{"nobody", Mention{}, about(0, "", "card"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.m.In(tt.event); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}

func TestErased(t *testing.T) {
	want := full()
	want.Subject.Name, want.Subject.Number, want.Subject.Apartment = "(erased)", "", ""
	got := full().Erased()
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if again := got.Erased(); again != got {
		t.Errorf("erased again, it is %+v", again)
	}
}
