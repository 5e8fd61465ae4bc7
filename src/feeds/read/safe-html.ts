import sanitize from 'sanitize-html';

const options: sanitize.IOptions = {
  allowedTags:
    'p br hr h1 h2 h3 h4 h5 h6 blockquote pre code ul ol li dl dt dd table thead tbody tfoot tr th td caption a abbr b strong i em u s small sub sup mark q cite time del ins figure figcaption img ruby rb rp rt bdi bdo'.split(
      ' ',
    ),
  allowedAttributes: {
    // A reader's click tells the linked site nothing about the desk: see `rel` below.
    a: ['href', 'title', 'hreflang', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    time: ['datetime'],
    abbr: ['title'],
    '*': ['lang', 'dir'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'template',
    'iframe',
    'object',
    'svg',
    'math',
    'head',
  ],
  // sanitize-html recurses over what is open.
  nestingLimit: 100,
};

/** Beyond what anybody reads of a story. */
const MAX_LENGTH = 1_000_000;

/**
 * What is left of a piece of HTML when nothing in it can act: structure, emphasis, links and images with web addresses. Relative
 * links are resolved against `base` and dropped where there is none. Fit to be put into a page as it is.
 */
export function toSafeHtml(html: string, base?: string): string {
  const resolve = (attribs: sanitize.Attributes, name: string): sanitize.Attributes => {
    const link = attribs[name]?.trim();
    if (link === undefined) return attribs;
    const rest = Object.fromEntries(Object.entries(attribs).filter(([key]) => key !== name));
    return URL.canParse(link, base) ? { ...rest, [name]: new URL(link, base).href } : rest;
  };
  return sanitize(html.slice(0, MAX_LENGTH), {
    ...options,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...resolve(attribs, 'href'), rel: 'noopener noreferrer' } }),
      img: (tagName, attribs) => ({ tagName, attribs: resolve(attribs, 'src') }),
    },
  });
}
