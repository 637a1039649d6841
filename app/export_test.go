package app

// BatchSize is batchSize, for tests of its both sides.
const BatchSize = batchSize

// MaxCounters and CountersOf say how many counters there may be, and are.
const MaxCounters = maxCounters

func CountersOf(l *Limiter) int { return len(l.counters) }
