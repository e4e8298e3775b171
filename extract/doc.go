// Package extract is the vocabulary of an article that has been read: tokens,
// sentences, mentions, entities, what speakers state, and the claims that the
// text makes, each with the words that show it.
//
// A Pipeline is a list of stages; every stage adds one layer to an Article and
// changes none of the earlier ones. The package itself knows no English and
// holds no weights: package english puts the stages together.
package extract
