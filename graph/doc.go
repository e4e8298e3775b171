// Package graph is the vocabulary of property graphs and of the stores that
// hold them: nodes, edges, values, and the two interfaces Store and Tx.
// Everything that reaches a store is Cypher text, so that the same statements
// run embedded and on Neo4j. It knows nothing of news.
package graph
