package embedded

// procedure makes a procedure of the kit: rows whose arguments match.
func (r *scenario) procedure(signature string, table [][]string) string {
	return "procedures of the kit are not there"
}
