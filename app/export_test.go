package app

// BatchSize is batchSize, for tests of its both sides.
const BatchSize = batchSize
