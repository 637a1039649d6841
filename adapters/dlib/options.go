package dlib

import (
	"cmp"
	"runtime"
	"time"

	"github.com/vestibule-id/vestibule/ports"
)

// Options say how photos are worked on.
type Options struct {
	// Workers is how many photos are worked on in parallel, each by a detector
	// and, with models, a recogniser of its own, which takes some 125 MB; 0
	// means one a core.
	Workers int

	// SecondFaceShare is how wide a second face must be, as a share of the
	// widest, for the search to be sure of looking for it: 0 to 1, 0 means 0.5.
	// Smaller ones are returned only if they happen to be found.
	SecondFaceShare float64

	// Landmarks is a file of dlib's shape predictor with 68 or 5 points, from
	// FindLandmarks; empty means that faces get no landmarks. All workers
	// share it.
	Landmarks string

	// Models are go-face's model files, from FindModels. Nil means that there
	// is no Describer, and that the Detector finds no faces that only go-face's
	// network finds.
	Models *Models

	// PhotoTime is how long a worker may work on one photo at a time: to find
	// the faces, and to describe one. Waiting for a worker does not count. A
	// photo that takes longer is refused, and its worker is free soon after.
	// 0 means that there is no limit.
	PhotoTime time.Duration

	// Meter measures where the time goes; nil means that nothing does.
	Meter ports.Meter
}

func (o Options) workers() int { return cmp.Or(o.Workers, runtime.GOMAXPROCS(0)) }

func (o Options) share() float64 { return cmp.Or(o.SecondFaceShare, 0.5) }
