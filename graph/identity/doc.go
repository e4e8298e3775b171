// Package identity tells who is who across articles: what people have judged (two
// entities are the same, or different), as data that can be read, written, undone and
// given to another graph. What one article alone can tell is extract/identity's; how a
// judgement changes the graph is graph/load's.
package identity
