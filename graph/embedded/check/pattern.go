package check

import "github.com/newsgraph/newsgraph/graph/embedded/syntax"

// pattern checks paths to be searched for: first the variables of all of them,
// then the conditions, which see them all. known, if not nil, says that the
// pattern may bind no new variables, and why.
func (r *run) pattern(paths []*syntax.Path, known func(v *syntax.Variable)) {
	d := &declarer{run: r, known: known, before: map[string]bool{}}
	for _, name := range r.scope.visible() {
		r.done.Must(8)
		d.before[name] = true
	}
	for _, p := range paths {
		d.path(p)
	}
	for _, p := range paths {
		r.conditions(p)
	}
}

// declarer binds the variables of a pattern.
type declarer struct {
	*run
	known  func(v *syntax.Variable)
	before map[string]bool // names bound before the pattern
}

func (d *declarer) path(p *syntax.Path) {
	for i, n := range p.Nodes {
		d.done.Must(1)
		d.node(n)
		if i < len(p.Links) {
			switch l := p.Links[i].(type) {
			case *syntax.RelPattern:
				d.edge(l)
			case *syntax.QuantifiedPath:
				d.group(l)
			}
		}
	}
	if p.Var != nil {
		d.declareNew(p.Var, one(Path))
	}
}

func (d *declarer) node(n *syntax.NodePattern) {
	d.element(n, n.Var, one(Node))
}

// element binds a node or edge; without a name it gets a slot of its own.
func (d *declarer) element(n syntax.Node, v *syntax.Variable, val value) {
	if v == nil {
		d.info.slots[n] = d.slot()
		return
	}
	found := d.scope.find(v.Name)
	switch {
	case found == nil && d.known != nil:
		d.known(v)
	case found == nil:
		found = d.declare(v, val)
	case !found.value.kind.can(val.kind):
		d.fail(v, "VariableTypeConflict", "variable %s is of kind %s, not %s", v.Name, found.value.kind, val.kind)
	case val.kind == List && !found.value.elem.can(val.elem):
		d.fail(v, "VariableTypeConflict", "variable %s is a list of %s, not of %s", v.Name, found.value.elem, val.elem)
	}
	if found.value.kind != val.kind { // what was Any is known now
		narrowed := *found
		narrowed.value = val
		d.scope.names[v.Name] = &narrowed
	}
	d.info.slots[v] = found.slot
	d.info.slots[n] = found.slot
	d.info.bound[n] = d.before[v.Name]
}

// edge binds an edge, or a list of them. One that comes twice in a pattern is no
// error: such a pattern has no rows, because its edges must differ.
func (d *declarer) edge(l *syntax.RelPattern) {
	val := one(Edge)
	if l.Length != nil {
		val = listOf(Edge)
	}
	d.element(l, l.Var, val)
}

// group binds the variables of a quantified path: single elements inside, lists
// outside.
func (d *declarer) group(g *syntax.QuantifiedPath) {
	outer := d.scope
	d.scope = newScope(outer)
	inner := &declarer{run: d.run, before: d.before}
	for _, v := range names(g.Path) {
		if outer.find(v.Name) != nil {
			d.fail(v, "VariableAlreadyBound", "variable %s of a quantified path is already defined outside", v.Name)
		}
	}
	inner.path(g.Path)
	r := d.run
	r.conditions(g.Path)
	r.where(g.Where)
	vars := d.scope.sorted()
	d.scope = outer
	var groups []Group
	for _, v := range vars {
		list := &variable{v.name, d.slot(), listOf(v.value.kind)}
		outer.names[v.name] = list
		groups = append(groups, Group{v.name, v.slot, list.slot})
	}
	d.info.groups[g] = groups
}

// names returns the variables that a path names.
func names(p *syntax.Path) (vars []*syntax.Variable) {
	for _, n := range p.Nodes {
		if n.Var != nil {
			vars = append(vars, n.Var)
		}
	}
	for _, l := range p.Links {
		if e, ok := l.(*syntax.RelPattern); ok && e.Var != nil {
			vars = append(vars, e.Var)
		}
	}
	return vars
}

// conditions checks labels, properties and WHERE within a path.
func (r *run) conditions(p *syntax.Path) {
	for _, n := range p.Nodes {
		r.labels(n.Labels)
		r.searchedProps(n.Props)
		r.where(n.Where)
	}
	for _, l := range p.Links {
		if e, ok := l.(*syntax.RelPattern); ok {
			r.labels(e.Types)
			r.longEdge(p, e)
			if e.Length != nil && !isAlternation(e.Types) {
				r.fail(e, "UnexpectedSyntax", "a relationship of variable length can only have types parted by |")
			}
			r.searchedProps(e.Props)
			r.where(e.Where)
		}
	}
}

// longEdge refuses what an edge of a variable length, or one to be searched for,
// cannot have.
func (r *run) longEdge(p *syntax.Path, e *syntax.RelPattern) {
	searched := p.Search != syntax.EveryPath
	switch {
	case e.Where != nil && (searched || e.Length != nil):
		r.fail(e.Where, "UnexpectedSyntax", "a relationship of variable length or of a shortest path cannot have WHERE in its brackets; put the condition into the WHERE of the MATCH")
	case searched && e.Props != nil:
		r.fail(e.Props, "UnexpectedSyntax", "the relationship of a shortest path cannot have properties; write WHERE all(r IN relationships(p) WHERE …)")
	case searched && e.Length != nil && e.Length.Min > 1:
		r.fail(e, "UnexpectedSyntax", "a shortest path cannot have a minimal length other than 0 or 1")
	}
}

// isAlternation reports whether l is names parted by |.
func isAlternation(l syntax.LabelExpr) bool {
	switch l := l.(type) {
	case nil, *syntax.LabelName:
		return true
	case *syntax.LabelOr:
		return isAlternation(l.X) && isAlternation(l.Y)
	}
	return false
}

// unmixed refuses quantified paths and relationships of variable length in one
// MATCH.
func (r *run) unmixed(c *syntax.Match) {
	var quantified bool
	var long *syntax.RelPattern
	syntax.Walk(c, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Subquery:
			return false
		case *syntax.QuantifiedPath:
			quantified = true
		case *syntax.RelPattern:
			if n.Length != nil && long == nil {
				long = n
			}
		}
		return true
	})
	if quantified && long != nil {
		r.fail(long, "UnexpectedSyntax", "a relationship of variable length, [*], and a quantified path cannot be in one MATCH")
	}
}

// searchedProps checks the properties of a pattern that is searched for.
func (r *run) searchedProps(props syntax.Expr) {
	if props == nil {
		return
	}
	if p, ok := props.(*syntax.Parameter); ok {
		r.fail(p, "InvalidParameterUse", "the parameter $%s cannot stand for all properties of a pattern that is searched for; name them: {key: $%s.key}", p.Name, p.Name)
	}
	r.expr(props)
}

// labels checks the expressions in a label expression.
func (r *run) labels(l syntax.LabelExpr) {
	if l == nil {
		return
	}
	syntax.Walk(l, func(n syntax.Node) bool {
		if d, ok := n.(*syntax.LabelDynamic); ok {
			r.want(d.Expr, r.expr(d.Expr), String|List, "InvalidArgumentType")
			return false
		}
		return true
	})
}

// create checks a path of CREATE or MERGE.
func (r *run) create(p *syntax.Path, clause string) {
	if p.Search != syntax.EveryPath {
		r.fail(p, "UnexpectedSyntax", "%s cannot make a shortest path", clause)
	}
	if clause == "CREATE" {
		r.selfReference(p)
	}
	for i, n := range p.Nodes {
		r.createNode(n, clause, len(p.Nodes) == 1)
		if i < len(p.Links) {
			l, ok := p.Links[i].(*syntax.RelPattern)
			if !ok {
				r.fail(p.Links[i], "UnexpectedSyntax", "%s cannot make a quantified path", clause)
			}
			r.createEdge(l, clause)
		}
	}
	if p.Var != nil {
		r.declareNew(p.Var, one(Path))
	}
}

// selfReference refuses a property that is taken from what the same path makes.
func (r *run) selfReference(p *syntax.Path) {
	made := map[string]bool{}
	for _, v := range names(p) {
		made[v.Name] = r.scope.find(v.Name) == nil
	}
	look := func(props syntax.Expr) {
		if props == nil {
			return
		}
		syntax.Walk(props, func(n syntax.Node) bool {
			if v, ok := n.(*syntax.Variable); ok && made[v.Name] && r.scope.find(v.Name) == nil {
				r.fail(v, "UndefinedVariable", "variable %s is made by the same path; make it in a CREATE before", v.Name)
			}
			return true
		})
	}
	for _, n := range p.Nodes {
		look(n.Props)
	}
	for _, l := range p.Links {
		if e, ok := l.(*syntax.RelPattern); ok {
			look(e.Props)
		}
	}
}

func (r *run) createNode(n *syntax.NodePattern, clause string, alone bool) {
	r.plainLabels(n.Labels, clause)
	r.madeProps(n.Props, n.Where, n, clause)
	if n.Var == nil {
		r.info.slots[n] = r.slot()
		return
	}
	found := r.scope.find(n.Var.Name)
	if found == nil {
		r.info.slots[n] = r.declare(n.Var, one(Node)).slot
		return
	}
	if alone || n.Labels != nil || n.Props != nil {
		r.fail(n.Var, "VariableAlreadyBound", "variable %s is already defined; %s cannot make it again or give it labels or properties", n.Var.Name, clause)
	}
	if !found.value.kind.can(Node) {
		r.fail(n.Var, "VariableTypeConflict", "variable %s is of kind %s, not Node", n.Var.Name, found.value.kind)
	}
	r.info.slots[n.Var], r.info.slots[n] = found.slot, found.slot
	r.info.bound[n] = true
}

func (r *run) createEdge(l *syntax.RelPattern, clause string) {
	if l.Length != nil {
		r.fail(l, "CreatingVarLength", "%s cannot make an edge of variable length", clause)
	}
	if l.Var != nil && r.scope.find(l.Var.Name) != nil {
		r.fail(l.Var, "VariableAlreadyBound", "variable %s is already defined; %s makes a new edge", l.Var.Name, clause)
	}
	switch t := l.Types.(type) {
	case *syntax.LabelName:
	case *syntax.LabelDynamic:
		r.want(t.Expr, r.expr(t.Expr), String|List, "InvalidArgumentType")
	default:
		r.fail(l, "NoSingleRelationshipType", "%s needs exactly one type for an edge", clause)
	}
	if clause == "CREATE" && l.Dir == syntax.Either {
		r.fail(l, "RequiresDirectedRelationship", "CREATE needs a direction for an edge")
	}
	r.madeProps(l.Props, l.Where, l, clause)
	if l.Var == nil {
		r.info.slots[l] = r.slot()
		return
	}
	r.info.slots[l] = r.declare(l.Var, one(Edge)).slot
}

// plainLabels checks the labels of a node to be made: names, all of which are
// meant.
func (r *run) plainLabels(l syntax.LabelExpr, clause string) {
	switch l := l.(type) {
	case nil, *syntax.LabelName:
	case *syntax.LabelAnd:
		r.plainLabels(l.X, clause)
		r.plainLabels(l.Y, clause)
	case *syntax.LabelDynamic:
		r.want(l.Expr, r.expr(l.Expr), String|List, "InvalidArgumentType")
	default:
		r.fail(l, "UnexpectedSyntax", "%s needs plain labels, not a condition on labels", clause)
	}
}

// madeProps checks the properties of something to be made.
func (r *run) madeProps(props, where syntax.Expr, n syntax.Node, clause string) {
	if where != nil {
		r.fail(where, "UnexpectedSyntax", "%s cannot have WHERE in its pattern", clause)
	}
	if p, ok := props.(*syntax.Parameter); ok && clause == "MERGE" {
		r.fail(p, "InvalidParameterUse", "the parameter $%s cannot stand for all properties in MERGE; name them: {key: $%s.key}", p.Name, p.Name)
	}
	if props != nil {
		r.want(n, r.expr(props), Map, "InvalidArgumentType")
	}
}
