// Chooses a district: by department, province and district, or by typing part of its name.

import { distritoOf, distritos, searchDistritos } from 'ficha/distritos';
import { t } from './language.js';
import { made } from './made.js';

const CHOOSE = () => t('Elige…', 'Choose…');
const named = ({ distrito, provincia, departamento }) => `${distrito}, ${provincia}, ${departamento}`;
const unique = (values) => [...new Set(values)];

function offer(select, options) {
  const first = made('option', { value: '', textContent: CHOOSE() });
  select.replaceChildren(first, ...options.map(([value, textContent]) => made('option', { value, textContent })));
}

/**
 * @param {{search: HTMLInputElement, list: HTMLDataListElement, department: HTMLSelectElement,
 *   province: HTMLSelectElement, district: HTMLSelectElement}} controls
 */
export function pickDistrict({ search, list, department, province, district }) {
  const all = distritos();
  const same = (names) => names.map((name) => [name, name]);
  const of = (departamento, provincia) =>
    all.filter((each) => each.departamento === departamento && (!provincia || each.provincia === provincia));

  function offerProvinces() {
    offer(province, same(unique(of(department.value).map(({ provincia }) => provincia))));
  }

  function offerDistricts() {
    const options = province.value ? of(department.value, province.value) : [];
    offer(
      district,
      options.map(({ ubigeo, distrito }) => [String(ubigeo), distrito]),
    );
  }

  /** Selects a district in all three lists; clears them if the code is unknown. */
  function choose(ubigeo) {
    const chosen = distritoOf(ubigeo);
    department.value = chosen?.departamento ?? '';
    offerProvinces();
    province.value = chosen?.provincia ?? '';
    offerDistricts();
    district.value = chosen ? String(chosen.ubigeo) : '';
    return chosen;
  }

  offer(department, same(unique(all.map(({ departamento }) => departamento))));
  department.addEventListener('change', () => {
    offerProvinces();
    offerDistricts();
  });
  province.addEventListener('change', offerDistricts);

  search.addEventListener('input', () => {
    const picked = all.find((each) => named(each) === search.value);
    if (picked) {
      choose(picked.ubigeo);
      district.dispatchEvent(new Event('input', { bubbles: true }));
      district.dispatchEvent(new Event('change', { bubbles: true }));
      return;
    }
    const typed = search.value.replaceAll(',', ' ').trim();
    const found = typed.length < 2 ? [] : searchDistritos(typed).slice(0, 12);
    list.replaceChildren(...found.map((each) => made('option', { value: named(each) })));
  });

  return { choose };
}
