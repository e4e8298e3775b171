package syntax

// setItems reads the items of SET.
func (p *parser) setItems() (items []SetItem) {
	for {
		items = append(items, p.setItem())
		if !p.op(",") {
			return items
		}
	}
}

func (p *parser) setItem() SetItem {
	at := p.here()
	if v, labels := p.labelled(); v != nil {
		return &SetLabels{at, v, labels}
	}
	switch target := p.postfix().(type) {
	case *Property, *Index:
		p.need("=")
		return &SetProperty{at, target, p.expr()}
	case *Variable:
		add := p.op("+=")
		if !add {
			p.need("=")
		}
		return &SetAll{at, target, add, p.expr()}
	}
	p.fail(at, "UnexpectedSyntax", "SET needs a property, a variable or labels of a variable")
	return nil
}

// removeItems reads the items of REMOVE.
func (p *parser) removeItems() (items []RemoveItem) {
	for {
		at := p.here()
		if v, labels := p.labelled(); v != nil {
			items = append(items, &RemoveLabels{at, v, labels})
		} else {
			switch target := p.postfix().(type) {
			case *Property, *Index:
				items = append(items, &RemoveProperty{at, target})
			default:
				p.fail(at, "UnexpectedSyntax", "REMOVE needs a property or labels of a variable")
			}
		}
		if !p.op(",") {
			return items
		}
	}
}

// labelled reads variable:A:B if that is next, else nothing.
func (p *parser) labelled() (*Variable, []LabelExpr) {
	if !p.peek().isName() || !p.ahead(1).isOp(":") && !p.ahead(1).isWord("IS") {
		return nil, nil
	}
	v := p.variable()
	var labels []LabelExpr
	for p.op(":") || p.op("&") || p.words("IS") {
		label := p.labelAtom()
		switch label.(type) {
		case *LabelName, *LabelDynamic:
		default:
			p.fail(At(label.Pos()), "UnexpectedSyntax", "only plain labels can be set or removed")
		}
		labels = append(labels, label)
	}
	return v, labels
}
