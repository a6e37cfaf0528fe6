"""Ways past autoescaping in Python code, read off the source with `ast`."""

import ast

DECLARING = {"mark_safe", "SafeString", "SafeText", "SafeData", "__html__"}
FORM_AT = {"format_html": 0, "format_html_join": 1}  # which argument is markup and not escaped
SWITCHES = {"is_safe": True, "autoescape": False}


def unescaped_doors(source):
    """The names by which this source lets text through unescaped, each once, sorted."""
    tree = ast.parse(source)
    written = _written_constants(tree)
    found = set()
    for node in ast.walk(tree):
        found |= DECLARING & _names(node)
        if isinstance(node, ast.Call):
            found |= _switched(node) | _made_up_form(node, written)
    return sorted(found)


def _names(node):
    """What this node names: a variable, an attribute, an import, a method, a string."""
    if isinstance(node, ast.ImportFrom):
        return {alias.name for alias in node.names}
    for kind, field in (
        (ast.Name, "id"),
        (ast.Attribute, "attr"),
        (ast.FunctionDef, "name"),
        (ast.Constant, "value"),
    ):
        if isinstance(node, kind):
            return {getattr(node, field)}
    return set()


def _written_constants(tree):
    """Names that the module itself gives a string literal, and nothing but that."""
    given = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            given.setdefault(node.id, []).append(node)
    literal = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and _is_text(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {name for name in literal if len(given[name]) == 1}


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _switched(call):
    return {
        word.arg
        for word in call.keywords
        if word.arg in SWITCHES
        and isinstance(word.value, ast.Constant)
        and word.value.value is SWITCHES[word.arg]
    }


def _made_up_form(call, written):
    """The function's name where its markup is not a literal of this module."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in FORM_AT or len(call.args) <= FORM_AT[name]:
        return set()
    form = call.args[FORM_AT[name]]
    known = _is_text(form) or (isinstance(form, ast.Name) and form.id in written)
    return set() if known else {name}
