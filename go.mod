module newsgraph

go 1.26.0

require (
	github.com/neo4j/neo4j-go-driver/v5 v5.28.4
	golang.org/x/text v0.43.0
)

require golang.org/x/net v0.62.0
