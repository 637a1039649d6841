package ports

// Stage is one step of the work on a photo, for whoever measures where time
// goes.
type Stage string

// The stages, in the order in which a photo goes through them.
const (
	StageReceive  Stage = "receive"  // the body of an upload is read
	StageQueue    Stage = "queue"    // a photo waits for a worker
	StageWork     Stage = "work"     // a worker is busy; it contains the three stages below
	StageDecode   Stage = "decode"   // the JPEG is decoded
	StageDetect   Stage = "detect"   // faces and landmarks are looked for
	StageDescribe Stage = "describe" // a descriptor is made
	StageMeasure  Stage = "measure"  // the photo rules are applied
	StageCommit   Stage = "commit"   // an enrolment is stored
)

// Stages lists all stages, in order.
func Stages() []Stage {
	return []Stage{StageReceive, StageQueue, StageWork, StageDecode, StageDetect, StageDescribe, StageMeasure, StageCommit}
}

// Meter is told when a stage begins, and returns what is to be called when it
// ends. It is safe for concurrent use. The nil Meter measures nothing.
type Meter func(Stage) (end func())

// Begin tells the meter that a stage begins. The caller calls end, once.
func (m Meter) Begin(s Stage) (end func()) {
	if m == nil {
		return func() {}
	}
	return m(s)
}
