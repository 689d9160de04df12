// A rule is a reason, the public source for it, a schema that breaks it, and a test of one schema at a time. A consumer is
// a name and its rules; `check` holds the schema of a tool's arguments against them.
import { Ajv2020 } from 'ajv/dist/2020.js';

/** A rule: the consumer refuses the whole request, with every tool in it. */
export function refuses(reason, source, bad, test) {
  return { reason, source, bad, test, refuses: true };
}

/** A rule: the consumer's clients change the schema before they send it, in a way that costs no argument. */
export function changes(reason, source, bad, test) {
  return { reason, source, bad, test, refuses: false };
}

const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const SINGLE = [
  'items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems',
  'unevaluatedProperties',
];

/** The schema and every schema in it, each with its path and whether it is the whole. */
function* nodes(schema, root = schema, path = '') {
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) {
    return;
  }
  yield { schema, root, path: path || '/', isRoot: path === '' };
  for (const [keyword, value] of Object.entries(schema)) {
    const inner = `${path}/${keyword}`;
    if (MAPS.includes(keyword) && value !== null && typeof value === 'object') {
      for (const [name, each] of Object.entries(value)) {
        yield* nodes(each, root, `${inner}/${name}`);
      }
    } else if (LISTS.includes(keyword) && Array.isArray(value)) {
      for (const [at, each] of value.entries()) {
        yield* nodes(each, root, `${inner}/${at}`);
      }
    } else if (SINGLE.includes(keyword)) {
      yield* nodes(value, root, inner);
    }
  }
}

/** The rules that the schema breaks, each with the path and what was found there. */
export function check(consumer, schema) {
  const findings = [];
  for (const node of nodes(schema)) {
    for (const rule of consumer.rules) {
      const found = rule.test(node);
      if (found) {
        findings.push({ rule, path: node.path, found: found === true ? '' : String(found) });
      }
    }
  }
  return findings;
}

/** The first of these keywords that the schema has. */
export function keyword(schema, ...keywords) {
  return keywords.find(each => each in schema);
}

export const isObject = schema => [schema.type].flat().includes('object') || 'properties' in schema;
export const isArray = schema => [schema.type].flat().includes('array');

const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** What is wrong with the schema by the draft 2020-12, and with its patterns by ECMA-262; else undefined. */
export function invalid({ schema, isRoot }) {
  if (isRoot && !ajv.validateSchema(schema)) {
    return ajv.errorsText(ajv.errors);
  }
  if (typeof schema.pattern === 'string') {
    try {
      new RegExp(schema.pattern, 'u');
    } catch (error) {
      return error.message;
    }
  }
  return undefined;
}

/** Whether a regular expression looks ahead or behind; escaped parentheses and those in a class do not count. */
export function looksAround(pattern) {
  const bare = String(pattern).replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  return /\(\?<?[=!]/.test(bare);
}
