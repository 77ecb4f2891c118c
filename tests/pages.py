"""What a page of the panel says, without what its reader typed."""

import re

_TYPED = re.compile(r'(value|href|data-news)="[^"]*"|class="chip"[^>]*>“[^”]*”|<q class="sought">[^<]*')


def bare(html: str) -> str:
    """Leave out where what a reader typed comes back: in fields, addresses, and the filter that is on."""
    return _TYPED.sub("", html)
