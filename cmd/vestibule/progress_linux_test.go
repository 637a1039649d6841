package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal returns a terminal, and what reads all that was shown on it once it
// is closed.
func terminal(t *testing.T) (tty *os.File, shown func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	return tty, func() string {
		all, _ := io.ReadAll(master) // ends with an error when nobody holds the other end
		return string(all)
	}
}

func TestTheBarIsShownOnATerminalAndTakenAway(t *testing.T) {
	tty, shown := terminal(t)
	bar := newProgress(tty)
	bar.step(1, 4)
	bar.say("a note")
	bar.step(2, 4)
	bar.clear()
	tty.Close()
	text := shown()
	wantInOrder(t, text, "(1/4)", "\r", "\ra note\r\n")
	if last := text[strings.LastIndex(strings.TrimRight(text, "\r"), "\r"):]; strings.Trim(last, " \r") != "" {
		t.Errorf("%q is left on the terminal", last)
	}
}

func TestNoBarGoesIntoAFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	bar := newProgress(f)
	bar.step(1, 4)
	bar.clear()
	if info, err := f.Stat(); err != nil || info.Size() != 0 {
		t.Errorf("%d bytes were written, %v", info.Size(), err)
	}
}
