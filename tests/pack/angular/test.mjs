// Builds an Angular application with a template, as `ng build` builds it.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'Angular, application',
    must: false,
    slow: true,
    run() {
      const out = emptyOut(folder);
      mkdirSync(join(out, 'src'));
      const options = {
        browser: 'src/main.ts',
        index: 'src/index.html',
        tsConfig: 'tsconfig.json',
        outputPath: 'dist',
      };
      const build = { builder: '@angular/build:application', options };
      const projects = { app: { projectType: 'application', root: '', sourceRoot: 'src', architect: { build } } };
      writeFileSync(join(out, 'angular.json'), JSON.stringify({ version: 1, cli: { analytics: false }, projects }));
      writeFileSync(join(out, 'package.json'), '{"private": true}');
      const compilerOptions = {
        target: 'ES2022',
        module: 'preserve',
        strict: true,
        skipLibCheck: true,
        experimentalDecorators: true,
      };
      writeFileSync(join(out, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['src/main.ts'] }));
      writeFileSync(join(out, 'src/index.html'), '<!doctype html><app-root></app-root>');
      writeFileSync(
        join(out, 'src/main.ts'),
        `import { Component, signal } from '@angular/core';
         import { bootstrapApplication } from '@angular/platform-browser';
         import { ruc } from 'ficha';
         import { distritoOf } from 'ficha/distritos';
         @Component({ selector: 'app-root', template: '<p>{{ ruc() }} {{ distrito }}</p>' })
         class App {
           readonly ruc = signal(ruc.check('20-13131295-5').ok);
           readonly distrito = distritoOf(150122)?.distrito;
         }
         bootstrapApplication(App);`,
      );
      run(out, join(folder, 'node_modules/.bin/ng'), 'build', 'app');
      const built = join(out, 'dist/browser');
      const scripts = readdirSync(built).filter((name) => name.endsWith('.js'));
      if (!scripts.some((name) => readFileSync(join(built, name), 'utf8').includes('wasm.unavailable')))
        throw new Error(`the rules are in none of ${scripts}`);
    },
  },
];
