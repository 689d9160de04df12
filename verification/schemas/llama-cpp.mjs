// llama.cpp, and with it LM Studio and Ollama, makes one grammar of all tools: what it cannot read takes every tool
// down.
import { keyword, refuses } from './rules.mjs';

// common/json-schema-to-grammar.cpp and src/llama-grammar.cpp: "Pattern must start with '^' and end with '$'"
const ANCHORS = 'https://github.com/ggml-org/llama.cpp/issues/26930';
// "unknown escape at \d"; \/ likewise: issue 27397
const ESCAPES = 'https://github.com/ggml-org/llama.cpp/issues/27580';
// a group that begins with (? is only taken as (?:
const GROUPS = 'https://github.com/codefuturist/email-mcp/issues/58';
// "number of repetitions exceeds sane defaults": above 2000 from b7139 on, at 2000 since it was mended (issue 27859)
const BOUNDS = 'https://github.com/ggml-org/llama.cpp/issues/25746';
// grammars/README.md §JSON Schemas → GBNF: types and references
const CONVERTER = 'https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md';
// {"path": […, "parameters", "properties"], "message": "Required"}
const PROPERTIES = 'https://github.com/unclecode/crawl4ai/issues/2207';

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const MAX_REPETITIONS = 1_998;
// Outside a class the special characters of regular expressions, too; \xHH, \uHHHH and \UHHHHHHHH are read in full.
const ESCAPED = /^(?:[\\"[\]tnr-]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})/i;
const SPECIAL = '^$.()|{}*+?';

const ARGUMENT = schema => ({ type: 'object', properties: { a: schema } });
const PATTERN = pattern => ARGUMENT({ type: 'string', pattern });

/** The parts of a regular expression: classes, groups' beginnings, escapes, bounds, and single characters. */
function parts(pattern) {
  return String(pattern).match(/\[(?:\\.|[^\]\\])*\]|\(\?[:<=!]*|\\.[0-9a-fA-F]*|\{[0-9,]+\}|[^]/g) ?? [];
}

/** An escape that the grammar does not know. */
function escape(pattern) {
  for (const part of parts(pattern)) {
    const inClass = part.length > 1 && part.startsWith('[');
    for (const [, escaped] of part.matchAll(/\\([^][0-9a-fA-F]*)/g)) {
      if (!ESCAPED.test(escaped) && (inClass || !SPECIAL.includes(escaped[0]))) {
        return `\\${escaped[0]}`;
      }
    }
  }
  return undefined;
}

const isAnchored = pattern => /^\^/.test(pattern) && /\$$/.test(pattern) && !/\\\$$/.test(pattern);
/** A ^ or $ that is not at the ends: the grammar takes it for the character. */
const innerAnchor = pattern => parts(pattern.slice(1, -1)).find(part => part === '^' || part === '$');
const group = pattern => parts(pattern).find(part => part.startsWith('(?') && part !== '(?:');
const bound = pattern => parts(pattern)
  .find(part => /^\{/.test(part) && part.match(/\d+/g)?.some(each => Number(each) > MAX_REPETITIONS));
const inPattern = test => ({ schema }) => typeof schema.pattern === 'string' && test(schema.pattern);

const RULES = [
  refuses("a pattern does not begin with '^' and end with '$'", ANCHORS, PATTERN('[a-z]+'),
    inPattern(pattern => !isAnchored(pattern) && pattern)),
  refuses("a pattern has '^' or '$' inside", CONVERTER, PATTERN('^a$|^b$'),
    inPattern(pattern => isAnchored(pattern) && innerAnchor(pattern) && pattern)),
  refuses("a group of a pattern begins with '(?', and not with '(?:'", GROUPS, PATTERN('^(?!-)[a-z-]+$'),
    inPattern(pattern => group(pattern) && pattern)),
  refuses('a pattern has an escape that grammars do not know', ESCAPES, PATTERN('^\\d+$'), inPattern(escape)),
  refuses('a bound is too large', BOUNDS, ARGUMENT({ type: 'string', maxLength: 2_000 }), ({ schema }) =>
    (typeof schema.pattern === 'string' && bound(schema.pattern))
      || ['minLength', 'maxLength', 'minItems', 'maxItems'].filter(each => schema[each] > MAX_REPETITIONS).join()),
  refuses('it refers elsewhere', CONVERTER, ARGUMENT({ $ref: 'other.json' }),
    ({ schema }) => keyword(schema, '$ref') && !schema.$ref.startsWith('#/') && schema.$ref),
  refuses('a type is not known', CONVERTER, ARGUMENT({ type: 'file' }),
    ({ schema }) => [schema.type ?? []].flat().find(type => !TYPES.includes(type))),
];

export const LLAMA_CPP = { name: 'llama.cpp', rules: RULES };

export const LM_STUDIO = {
  name: 'lm-studio',
  rules: [
    refuses("it has no 'properties'", PROPERTIES, { type: 'object', additionalProperties: false },
      ({ schema, isRoot }) => isRoot && !('properties' in schema)),
    ...RULES,
  ],
};
