// A person with a browser, as far as logging in needs one: follows redirects, keeps cookies, fills in forms.

const PAGES = 12;

class Cookies {
  #jar = new Map();

  take(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(';').map(part => part.trim());
      const path = attributes.find(each => /^path=/i.test(each))?.slice(5) ?? '/';
      const name = pair.slice(0, pair.indexOf('='));
      this.#jar.set(`${path} ${name}`, { path, pair, empty: pair.endsWith('=') });
    }
  }

  for(url) {
    return [...this.#jar.values()]
      .filter(cookie => !cookie.empty && url.pathname.startsWith(cookie.path))
      .map(cookie => cookie.pair)
      .join('; ');
  }
}

function unescaped(text) {
  return text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

function attribute(tag, name) {
  const match = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag);
  return match ? unescaped(match[1]) : undefined;
}

/** The page's form, with what a person would write into it. */
function filledIn(html, person) {
  const form = /<form[\s\S]*?<\/form>/i.exec(html)?.[0];
  if (!form) {
    throw new Error(`a page without a form: ${html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300)}`);
  }
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/gi)) {
    const name = attribute(tag, 'name');
    const kind = attribute(tag, 'type') ?? 'text';
    // Of the buttons only the one that agrees is pressed.
    if (name !== undefined && name !== 'cancel' && kind !== 'checkbox') {
      fields.set(name, person[name] ?? attribute(tag, 'value') ?? '');
    }
  }
  return { action: attribute(/<form[^>]*>/i.exec(form)[0], 'action') ?? '', fields };
}

/**
 * Opens the URL, does what is asked of a person, and returns the address that the person is sent back to.
 *
 * @param back the client's redirect URI; no server needs to listen on it
 */
export async function authorize(url, back, person) {
  const cookies = new Cookies();
  let at = new URL(url);
  let options = {};
  for (let page = 0; page < PAGES; page++) {
    const response = await fetch(at, { ...options, redirect: 'manual', headers: { ...options.headers, cookie: cookies.for(at) } });
    cookies.take(response);
    const location = response.headers.get('location');
    if (location) {
      await response.body?.cancel();
      at = new URL(location, at);
      options = {};
      if (at.href.startsWith(back)) {
        return at;
      }
      continue;
    }
    const html = await response.text();
    const { action, fields } = filledIn(html, person);
    at = new URL(action, at);
    options = {
      method: 'POST',
      body: fields.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
  }
  throw new Error(`after ${PAGES} pages there is no way back; the last was ${at}`);
}
