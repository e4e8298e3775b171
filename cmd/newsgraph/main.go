// Command newsgraph reads news articles, finds who leads, met, agreed with or
// accused whom, and writes it as a graph in which every edge shows the words
// that say so.
package main

func main() {}
