package eval

func valueType(x *exec, args []any) (any, error) { return x.TypeName(args[0]), nil }
