// Package neural is the numeric core under tag, parse and ner: the features of
// a word, the encoder that turns words into vectors, and the network that
// scores the moves of a transition system.
//
// The networks are those of spaCy's small English pipelines, number for number:
// hash embeddings, a mixing layer, four residual convolutions. A model is
// read-only once made and shared by all goroutines; so are the caches of words
// and of their vectors.
package neural
