#[derive(EntSchema)]
#[ent(
    index(name, name = "super_duper_mega_ultra_hyper_giga_colossal_unbelievably_long_index_name"),
    index(the_first_of_two_columns_with_long_names, the_second_of_two_columns_with_long_names),
)]
pub struct RecordOfSomethingWithAVeryLongName {
    #[ent(unique, check = "name <> ''")]
    pub name: String,
    #[ent(unique, check = "true")]
    pub the_first_of_two_columns_with_long_names: i32,
    pub the_second_of_two_columns_with_long_names: i32,
    #[ent(storage(column = "other"))]
    pub the_other_record_that_it_belongs_to: One<RecordOfSomethingWithAVeryLongName>,
}
