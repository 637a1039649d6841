package contract

import "slices"

// Sections 14, 15 and 17: settings are written back as they were read.

var settingsCases = []testCase{
	{"14.1", "The face recognition settings are read, and written back", keepsFaceSettings},
	{"14.1", "A similarity that there is not is 400", refusesSimilarity},
	{"15", "The remote access settings are read, and written back", keepsRemoteSettings},
	{"17", "The device tells its time", tellsTime},
	{"15", "A panel's question is answered in one of the three documented forms", answersQuestion},
}

const (
	faceSettingsPath   = "/access/general/facerecognition"
	remoteSettingsPath = "/access/general/remote/control/settings"
	questionPath       = "/access/question"
)

func (p *play) faceSettings() answer {
	return p.ok(p.optional(p.get(faceSettingsPath), "settings of face recognition"))
}

func keepsFaceSettings(p *play) {
	read := p.faceSettings()
	p.flagAt(read.node, "enable")
	similarity, mode := p.textAt(read.node, "similarity"), p.textAt(read.node, "mode")
	p.want(slices.Contains([]string{"low", "normal", "high"}, similarity), "similarity is %q", similarity)
	p.want(slices.Contains([]string{"software", "3D", "antispoofing"}, mode), "mode is %q", mode)
	p.ok(p.post(faceSettingsPath, body(read.value)))
	p.wantText(p.faceSettings().node, "similarity", similarity)
}

func refusesSimilarity(p *play) {
	settings, ok := p.faceSettings().value.(obj)
	p.want(ok, "the settings are no object")
	p.refused(p.post(faceSettingsPath, body(with(settings, "similarity", "contract kit"))))
}

func keepsRemoteSettings(p *play) {
	read := p.ok(p.get(remoteSettingsPath))
	p.want(read.has("enable") || read.has("enabled"), "neither enable nor enabled is there")
	custom := p.flagAt(read.node, "custom_server_enabled")
	p.ok(p.post(remoteSettingsPath, body(read.value)))
	p.wantFlag(p.ok(p.get(remoteSettingsPath)).node, "custom_server_enabled", custom)
}

func tellsTime(p *play) {
	read := p.ok(p.optional(p.get("/device/time"), "time of the device"))
	p.want(p.integerAt(read.node, "time_unix") > 0, "time_unix is %v", read.at("time_unix"))
	p.textAt(read.node, "timezone")
}

// answersQuestion is for servers that panels ask. A path for the question is
// not part of the contract; this is Vestibule's.
func answersQuestion(p *play) {
	card := p.card()
	p.create(card)
	known := p.ask(numberOf(card))
	if p.flagAt(known.node, "handled") {
		p.wantFlag(known.node, "access.granted", true)
		lock := p.integerAt(known.node, "access.lock_number")
		p.want(0 <= lock && lock <= 2, "lock_number is %d, want 0 to 2", lock)
	}
	unknown := p.ask(p.digits(cardDigits))
	if p.flagAt(unknown.node, "handled") {
		p.wantFlag(unknown.node, "access.granted", false)
	}
}

func (p *play) ask(number string) answer {
	question := body(obj{"identifier_number": number, "identifier_type": "card"})
	return p.ok(p.optional(p.post(questionPath, question), "questions of panels"))
}
