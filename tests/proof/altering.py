"""Every value of a bundle, and how to change one without changing its type."""


def leaves(value, path=()):
    """Paths to all that is neither a list nor a group, and to empty ones."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path


def at(data, path):
    for step in path:
        data = data[step]
    return data


def put(data, path, value):
    at(data, path[:-1])[path[-1]] = value


def changed(value):
    """Another value of the same type; for nothing, something."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        if value[:4].isdecimal() and value[4:5] == "-":  # a date stays one
            return f"{int(value[:4]) - 1}{value[4:]}"
        return value + "x"
    if isinstance(value, list):
        return ["x"]
    return {"x": "y"} if isinstance(value, dict) else "x"
