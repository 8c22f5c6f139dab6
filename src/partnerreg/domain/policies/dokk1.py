"""The policy of dokk1.toml; written by `python -m partnerreg.domain.policies`."""

from __future__ import annotations

from typing import Any

TABLES: dict[str, dict[str, Any]] = {
    "levels": {
        "strategic": {
            "label": {
                "en": "strategic partnership",
                "da": "strategisk partnerskab",
                "sv": "strategiskt partnerskap",
                "fi": "strateginen kumppanuus",
                "nb": "strategisk partnerskap",
            },
        },
        "service": {
            "label": {
                "en": "service-based partnership",
                "da": "servicebaseret partnerskab",
                "sv": "servicebaserat partnerskap",
                "fi": "palvelulähtöinen kumppanuus",
                "nb": "tjenestebasert partnerskap",
            },
        },
        "network": {
            "label": {
                "en": "network collaboration",
                "da": "netværkssamarbejde",
                "sv": "nätverksarbete",
                "fi": "verkostoyhteistyö",
                "nb": "nettverkssamarbeid",
            },
        },
    },
    "thresholds": {
        "activity_months": 12,
        "evaluation_months": 12,
        "expiring_days": 90,
    },
    "rules": {
        "agreement-or-intent": {
            "service": "required",
        },
        "written-agreement": {
            "strategic": "required",
        },
        "management-follows": {
            "strategic": "required",
        },
        "management-unbroken": {
            "strategic": "advised",
        },
        "goal-or-pilot": {
            "service": "required",
        },
        "goal": {
            "strategic": "required",
        },
        "area": {
            "service": "advised",
        },
        "areas": {
            "strategic": "advised",
        },
        "coordinator": {
            "strategic": "required",
            "service": "required",
            "network": "advised",
        },
        "unit": {
            "service": "advised",
        },
        "joint-value": {
            "strategic": "required",
            "service": "required",
        },
        "balance": {
            "strategic": "advised",
            "service": "advised",
        },
        "earlier-success": {
            "strategic": "advised",
        },
        "activity": {
            "service": "advised",
            "network": "advised",
        },
        "letter-of-intent": {
            "network": "hint",
        },
        "ready-to-grow": {
            "service": "hint",
            "network": "hint",
        },
        "agreement-expiring": {
            "strategic": "advised",
            "service": "advised",
        },
        "exit-terms": {
            "strategic": "advised",
        },
        "evaluated": {
            "strategic": "advised",
            "service": "advised",
        },
        "contact": {
            "strategic": "advised",
            "service": "advised",
            "network": "advised",
        },
        "contact-basis": {
            "strategic": "advised",
            "service": "advised",
            "network": "advised",
        },
    },
}
