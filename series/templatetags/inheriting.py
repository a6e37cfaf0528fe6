"""The framework's `extends` tag, which looks for the blocks of the parent once.

It went through all nodes of the parent at each page (decision 177).
"""

from django import template
from django.template.base import NodeList
from django.template.loader_tags import ExtendsNode, do_extends

register = template.Library()


class KnownNodes(NodeList):
    """Nodes of a finished template; those of a type are looked for once."""

    def __init__(self, nodes):
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self._by_type: dict[type, list] = {}

    def get_nodes_by_type(self, nodetype):
        found = self._by_type.get(nodetype)
        if found is None:
            found = self._by_type[nodetype] = super().get_nodes_by_type(nodetype)
        return found


class InheritingNode(ExtendsNode):
    """A template's parent with its blocks."""

    def get_parent(self, context):
        parent = super().get_parent(context)
        if type(parent.nodelist) is NodeList:
            parent.nodelist = KnownNodes(parent.nodelist)
        return parent


@register.tag
def extends(parser, token):
    """Return the node of `{% extends 'name' %}`."""
    node = do_extends(parser, token)
    return InheritingNode(node.nodelist, node.parent_name, node.template_dirs)
