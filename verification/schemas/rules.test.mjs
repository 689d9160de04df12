// Shows that each rule can fail, and that no rule fails for a schema that every consumer takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONSUMERS } from './consumers.mjs';
import { check, looksAround } from './rules.mjs';

const ARGUMENT = schema => (
  { type: 'object', properties: { a: schema }, required: ['a'], additionalProperties: false });

const refusing = schema => CONSUMERS
  .filter(consumer => check(consumer, schema).some(({ rule }) => rule.refuses))
  .map(consumer => consumer.name);

for (const consumer of CONSUMERS) {
  for (const rule of consumer.rules) {
    test(`${consumer.name}: ${rule.reason}`, () => {
      assert.match(rule.source, /^https:\/\//);
      assert.ok(check(consumer, rule.bad).some(finding => finding.rule === rule), JSON.stringify(rule.bad));
    });
  }
}

const EVERYBODY = [
  ['a tool without arguments', { type: 'object', properties: {}, additionalProperties: false }],
  ['a string', ARGUMENT({ type: 'string', description: 'a name', minLength: 1, maxLength: 1_000 })],
  ['an integer with bounds and a default', ARGUMENT({ type: 'integer', minimum: 0, maximum: 9, default: 3 })],
  ['a choice', ARGUMENT({ type: 'string', enum: ['a', 'b'] })],
  ['a list', ARGUMENT({ type: 'array', items: { type: 'string' }, maxItems: 100 })],
  ['an object in an object', ARGUMENT(ARGUMENT({ type: 'boolean' }))],
  ['an argument that may be absent', { ...ARGUMENT({ type: 'string' }), required: [] }],
  ['a pattern of printable ASCII', ARGUMENT({ type: 'string', pattern: '^[ -~]{1,200}$' })],
  ['a pattern with groups and a choice', ARGUMENT({ type: 'string', pattern: '^(?:a|b\\.c)(-[A-Za-z]{2})?$' })],
  ['a pattern with escapes', ARGUMENT({ type: 'string', pattern: '^[\\u00e4\\-\\]]+\\(\\t\\\\.*$' })],
];

for (const [name, schema] of EVERYBODY) {
  test(`everybody takes ${name}`, () => assert.deepEqual(refusing(schema), []));
}

const NOT_EVERYBODY = [
  ['no properties', { type: 'object', additionalProperties: false }, ['openai', 'openai-strict', 'lm-studio']],
  ['a pattern that looks ahead', ARGUMENT({ type: 'string', pattern: '^[ -~]{1,200}(?![\\s\\S])' }),
    ['openai', 'openai-strict', 'llama.cpp', 'lm-studio']],
  ['a pattern that looks ahead, within anchors', ARGUMENT({ type: 'string', pattern: '^(?=a)[ab]+$' }),
    ['openai', 'openai-strict', 'llama.cpp', 'lm-studio']],
  ['a pattern that looks behind', ARGUMENT({ type: 'string', pattern: '^a(?<=a)b$' }),
    ['openai', 'openai-strict', 'llama.cpp', 'lm-studio']],
  ['a named group', ARGUMENT({ type: 'string', pattern: '^(?<year>[0-9]{4})$' }), ['llama.cpp', 'lm-studio']],
  ['a word boundary', ARGUMENT({ type: 'string', pattern: '^a\\b.*$' }), ['llama.cpp', 'lm-studio']],
  ['a class of digits in a class', ARGUMENT({ type: 'string', pattern: '^[\\d-]+$' }), ['llama.cpp', 'lm-studio']],
  ['an escaped slash', ARGUMENT({ type: 'string', pattern: '^https:\\/\\/.*$' }),
    ['llama.cpp', 'lm-studio']],
  ['a reference back', ARGUMENT({ type: 'string', pattern: '^(a|b)\\1$' }), ['llama.cpp', 'lm-studio']],
  ['an anchor at one end', ARGUMENT({ type: 'string', pattern: '^a' }), ['llama.cpp', 'lm-studio']],
  ['a dollar for an anchor', ARGUMENT({ type: 'string', pattern: '^a\\$' }), ['llama.cpp', 'lm-studio']],
  ['a long text', ARGUMENT({ type: 'string', maxLength: 4_096 }), ['llama.cpp', 'lm-studio']],
  ['a long list', ARGUMENT({ type: 'array', items: { type: 'string' }, maxItems: 2_000 }), ['llama.cpp', 'lm-studio']],
  ['a long repetition', ARGUMENT({ type: 'string', pattern: '^a{1,5000}$' }), ['llama.cpp', 'lm-studio']],
  ['a pattern that is none', ARGUMENT({ type: 'string', pattern: '^(a$' }), ['openai', 'openai-strict']],
  ['a choice of numbers', ARGUMENT({ type: 'integer', enum: [1] }), ['gemini']],
  ['a hyphen in a name', { type: 'object', properties: { 'a-b': { type: 'string' } } }, ['gemini']],
  ['an object of anything', ARGUMENT({ type: 'object' }), ['gemini']],
  ['an open object', { ...ARGUMENT({ type: 'string' }), additionalProperties: true }, ['openai-strict']],
  ['a choice at the top', { ...ARGUMENT({ type: 'string' }), oneOf: [{ required: ['a'] }] },
    ['openai', 'openai-strict', 'anthropic']],
];

for (const [name, schema, names] of NOT_EVERYBODY) {
  test(`not everybody takes ${name}`, () => assert.deepEqual(refusing(schema), names));
}

test('escaped parentheses and those in a class do not look around', () => {
  assert.equal(looksAround('^\\(?=a$'), false);
  assert.equal(looksAround('^[(?=]$'), false);
  assert.equal(looksAround('^(?:a)(?<b>c)$'), false);
  assert.equal(looksAround('^(?<!a)$'), true);
  assert.equal(looksAround(undefined), false);
});
