import { type EntityDefinition, type EntityForm } from './definitions.js';
import { phrasePatterns, type PhrasePattern } from './phrase-pattern.js';
import { type LeafNode, type TermNode } from './query-node.js';

/** One way to write a term or an entity, with what evidence says of it. */
export interface CompiledForm {
  form: string;
  language?: string;
  patterns: PhrasePattern[];
}

/** Compiles each term and each entity once, however many queries name it: the same list of forms is the same leaf. */
export class FormBook {
  /** By kind of leaf, by text or slug. */
  private readonly compiled = new Map<LeafNode['kind'], Map<string, CompiledForm[]>>();
  private readonly entities: ReadonlyMap<string, EntityDefinition>;

  constructor(entities: readonly EntityDefinition[]) {
    this.entities = new Map(entities.map((entity) => [entity.slug, entity]));
  }

  /** One of the same entities in which nothing is compiled yet. */
  blank(): FormBook {
    return new FormBook([...this.entities.values()]);
  }

  get slugs(): ReadonlySet<string> {
    return new Set(this.entities.keys());
  }

  formsOf(leaf: LeafNode): CompiledForm[] {
    let book = this.compiled.get(leaf.kind);
    if (!book) this.compiled.set(leaf.kind, (book = new Map<string, CompiledForm[]>()));
    const key = leaf.kind === 'entity' ? leaf.slug : leaf.text;
    let forms = book.get(key);
    if (!forms) {
      forms = leaf.kind === 'entity' ? compileEntity(this.entities.get(leaf.slug)) : [compileTerm(leaf)];
      book.set(key, forms);
    }
    return forms;
  }
}

function compileEntity(entity: EntityDefinition | undefined): CompiledForm[] {
  return Object.entries(entity?.forms ?? {}).flatMap(([language, forms]) =>
    forms.map((form) => compileForm(form, language)),
  );
}

function compileForm(form: EntityForm, language: string): CompiledForm {
  const exactCase = form.exactCase ?? false;
  const patterns = phrasePatterns(form.text, {
    language: language.split('-')[0] ?? language,
    inflect: form.inflect ?? !exactCase,
    exactCase,
    prefix: form.prefix ?? false,
    compound: form.compound ?? false,
  });
  return { form: form.text, language, patterns };
}

function compileTerm(term: TermNode): CompiledForm {
  const patterns = phrasePatterns(term.text, {
    language: 'plain',
    inflect: term.kind === 'word',
    exactCase: term.kind === 'exact',
    prefix: term.kind === 'prefix',
  });
  return { form: term.text, patterns };
}
