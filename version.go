package vestibule

import "runtime/debug"

// modulePath finds this module in the build information of whatever program it
// is built into.
const modulePath = "github.com/vestibule-id/vestibule"

// Version returns the version of this module as the Go toolchain recorded it,
// "devel" for a build from a checkout that has no version.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == modulePath && m.Version != "" && m.Version != "(devel)" {
			return m.Version
		}
	}
	return "devel"
}
