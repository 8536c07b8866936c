const SURNAMES = '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐';
const GIVEN = [
  ...['雅婷', '志明', '淑芬', '家豪', '怡君', '建宏', '佩珊', '俊傑', '美玲', '宗翰'],
  ...['雅雯', '冠宇', '欣怡', '承恩', '詩涵', '柏翰', '惠雯', '彥廷', '佳蓉', '信宏'],
  ...['靜宜', '文彬', '麗華', '志偉', '玉珍', '國華', '秀英', '俊賢', '淑娟', '明哲'],
  ...['佩君', '家瑋', '婉婷', '育誠', '雅惠', '政憲', '慧君', '哲維', '素貞', '永昌'],
];

/** The name of a clerk; within an office the first 800 differ. */
export function clerkName(office: number, index: number): string {
  const surname = SURNAMES[index % SURNAMES.length] ?? '';
  const turn = Math.floor(index / SURNAMES.length);
  return surname + GIVEN[(7 * (index % SURNAMES.length) + 21 * turn + 11 * office) % GIVEN.length];
}
