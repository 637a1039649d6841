package contract

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// Section 4, and 20: items 3 and 13.

var infoCases = []testCase{
	{"20.3", "The device summary needs no credentials", summaryIsOpen},
	{"20.3", "api_version is 2.MINOR.PATCH, or clients speak another dialect", versionIsTwo},
	{"20.3", "The device summary is at /api/v1/api/info as well", summaryHasAlias},
	{"4", "The device summary has the fields that typed clients demand", summaryIsComplete},
	{"4", "Credentials and a content type do not disturb the device summary", summaryWithCredentials},
	{"20.13", "Plain HTTP is answered, not sent on to HTTPS", answersPlainHTTP},
}

func summaryIsOpen(p *play) {
	p.textAt(p.ok(p.get("/api/info", anonymous)).node, "device_model")
}

var versionTwo = regexp.MustCompile(`^2\.([0-9]+)\.[0-9]+$`)

func versionIsTwo(p *play) {
	version := p.textAt(p.ok(p.get("/api/info", anonymous)).node, "api_version")
	p.want(versionTwo.MatchString(version), "api_version is %q, want 2.MINOR.PATCH", version)
}

func summaryHasAlias(p *play) {
	want := p.textAt(p.ok(p.get("/api/info", anonymous)).node, "api_version")
	p.wantText(p.ok(p.get("/api/v1/api/info", anonymous)).node, "api_version", want)
}

// summaryIsComplete leaves out what older firmware lacks and what only some
// clients read.
func summaryIsComplete(p *play) {
	info := p.ok(p.get("/api/info", anonymous))
	for _, field := range []string{
		"firmware_version", "framework_version", "api_version",
		"device_type", "device_name", "device_model", "device_serial_number",
	} {
		p.textAt(info.node, field)
	}
	p.flagAt(info.node, "hybrid_enable")
}

func summaryWithCredentials(p *play) {
	p.ok(p.get("/api/info", jsonType))
	p.ok(p.get("/api/info", jsonType, as(p.basic())))
	p.ok(p.get("/api/info", jsonType, as("Bearer ")))
}

func answersPlainHTTP(p *play) {
	if !strings.HasPrefix(p.root, "http:") {
		p.skip("the target is spoken to over HTTPS")
	}
	still := *p.http
	still.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	usual := p.http
	p.http = &still
	defer func() { p.http = usual }()
	p.ok(p.get("/api/info", anonymous))
	p.ok(p.get(listPath))
}

// since skips the case if the server says that its API is older than the first
// version that has something. A server that says nothing is taken to have it.
func (p *play) since(minor int, what string) {
	version := versionTwo.FindStringSubmatch(p.get("/api/info", anonymous).at("api_version").text())
	if version == nil {
		return
	}
	if got, err := strconv.Atoi(version[1]); err == nil && got < minor {
		p.skip("the server's API is 2.%d; %s came with 2.%d", got, what, minor)
	}
}
