import { listWords } from './list-words.ts';

/**
 * Last names of many cultures in Latin letters. The order is not a statistic. The words and their order decide the bytes of every model
 * that uses them; a release that changes them says so.
 */
export const lastNames = listWords(`
García, Wang, Smith, Müller, Nguyen, Silva, Kumar, Khan, Johnson, Kim, Rossi, Sato, Okafor, Ivanov, Martin, Hansen, Novák, Yılmaz, Cohen, Mensah
Rodríguez, Li, Brown, Schmidt, Tran, Santos, Sharma, Ahmed, Williams, Park, Bianchi, Suzuki, Adeyemi, Petrov, Bernard, Johansson, Kowalski, Demir, Levi, Owusu
López, Zhang, Jones, Schneider, Le, Oliveira, Patel, Hussain, Miller, Lee, Ferrari, Takahashi, Eze, Smirnov, Dubois, Nielsen, Svoboda, Kaya, Mizrahi, Boateng
Hernández, Liu, Davis, Fischer, Pham, Souza, Singh, Ali, Wilson, Choi, Esposito, Tanaka, Nwosu, Volkov, Moreau, Andersen, Horváth, Şahin, Peretz, Asante
González, Chen, Taylor, Weber, Hoang, Pereira, Gupta, Malik, Anderson, Jung, Romano, Watanabe, Balogun, Popov, Laurent, Larsen, Nagy, Çelik, Friedman, Appiah
Pérez, Yang, Moore, Wagner, Vu, Costa, Reddy, Rahman, Thompson, Kang, Colombo, Ito, Abubakar, Sokolov, Lefèvre, Eriksson, Tóth, Aydın, Katz, Agyeman
Sánchez, Huang, White, Becker, Dang, Almeida, Nair, Siddiqui, Clark, Cho, Ricci, Yamamoto, Obi, Kozlov, Girard, Olsen, Szabó, Arslan, Shapiro, Darko
Ramírez, Zhao, Harris, Hoffmann, Bui, Carvalho, Iyer, Chaudhry, Lewis, Yoon, Marino, Nakamura, Okoye, Orlov, Bonnet, Lindberg, Dvořák, Doğan, Rosen, Dlamini
Torres, Wu, Robinson, Schäfer, Do, Gomes, Mehta, Qureshi, Walker, Jang, Greco, Kobayashi, Mbeki, Fedorov, Rousseau, Berg, Popescu, Koç, Stern, Nkosi
Flores, Zhou, Young, Koch, Ho, Martins, Das, Ansari, Hall, Lim, Bruno, Kato, Banda, Morozov, Fontaine, Holm, Ionescu, Öztürk, Haddad, Zulu
Rivera, Xu, Allen, Richter, Ngo, Araújo, Bose, Mirza, King, Han, Gallo, Yoshida, Kamau, Pavlov, Chevalier, Nilsson, Dimitrov, Polat, Mansour, Ndlovu
O'Brien, Sun, Wright, Klein, Duong, Ribeiro, Rao, Sheikh, Scott, Oh, Conti, Yamada, Otieno, Nowak, Mercier, Lund, Papadopoulos, Aksoy, Nasser, van Dijk
Murphy, Ma, Green, Wolf, Ly, Ferreira, Menon, Farooq, Baker, Seo, De Luca, Sasaki, Mwangi, Wójcik, Lambert, Dahl, Jovanović, Kurt, Khalil, de Vries
`);
