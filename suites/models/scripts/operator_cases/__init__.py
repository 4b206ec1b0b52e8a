"""Small models that cover the attributes of each operator: one module per family, each with `cases()`."""

from operator_cases import activation, conversion, convolution, dense, elementwise, graph, pooling, reduction, shape

FAMILIES = (convolution, dense, pooling, elementwise, shape, reduction, activation, conversion, graph)


def all_cases():
    """Every case of every family, in a fixed order."""
    return [case for family in FAMILIES for case in family.cases()]
