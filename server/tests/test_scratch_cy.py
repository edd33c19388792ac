import re
import pytest
from django.test import Client
from django.urls import reverse
from tests import make
from tests.test_page_promises import PAGES, addresses, world  # noqa

def fragments(html):
    html = re.sub(r"<(style|script|svg).*?</\1>", "", html, flags=re.S)
    attrs = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', html)
    return [f.strip() for f in [*re.split(r"<[^>]*>", html), *attrs] if re.search(r"[A-Za-z]{2}", f)]

def both(b, url, post=None):
    def get(lang):
        r = b.post(url, post, headers={"accept-language": lang}) if post is not None else b.get(url, headers={"accept-language": lang})
        return r.status_code, fragments(r.content.decode(errors="replace")) if r.status_code != 302 and "html" in r.headers.get("content-type","") else []
    se, en = get("en"); sc, cy = get("cy")
    return se, sc, set(en) & set(cy)

@pytest.mark.django_db
def test_all(world):
    b = make.browser_of(world.officer)
    seen = {}
    for one in PAGES:
        for address in addresses(one, world)[:4]:
            for post in (None, {"x": "1", "email":"nope", "kind":"zzz", "born_0":"a", "given_name":"x"*300}):
                s, c, same = both(b, address, post)
                for f in same: seen.setdefault(f, address)
    for name in ("account_change_password", "mfa_index", "mfa_list_webauthn", "mfa_activate_totp","mfa_add_webauthn","mfa_generate_recovery_codes","mfa_view_recovery_codes","mfa_deactivate_totp","account_reauthenticate","account_logout","second_factor"):
        for post in (None, {"oldpassword":"x","password1":"a","password2":"b","code":"1", "name":"", "password":"wrong"}):
            try: s,c,same = both(b, reverse(name), post)
            except Exception as e: print("EXC", name, e); continue
            print(name, s, c)
            for f in same: seen.setdefault(f, name)
    anon = Client()
    for name in ("account_login","mfa_authenticate","account_inactive"):
        for post in (None, {"login":"x","password":"y"}, {"login":"","password":""}):
            try: s,c,same = both(anon, reverse(name), post)
            except Exception as e: print("EXC", name, e); continue
            print(name, s, c)
            for f in same: seen.setdefault(f, name)
    for f, a in sorted(seen.items()): print("SAME", a, "|", f)
